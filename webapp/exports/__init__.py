"""Results to take home: tables and references."""
