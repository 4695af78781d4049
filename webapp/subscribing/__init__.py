"""Searches that somebody is told of by mail: asked for, confirmed, told, ended."""
