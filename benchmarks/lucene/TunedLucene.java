import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.compound.DictionaryCompoundWordTokenFilter;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.sandbox.search.CombinedFieldQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lucene as one who knows it would set it up for Danish, in one configuration: BM25F over title,
 * opening and text, parts of compounds and 5-grams as further fields.
 *
 * TunedLucene DOCUMENTS QUERIES FOUND DEPTH: lines of id, title, text; lines of id, text; writes
 * lines of query, document, score; all with tabs. Prints the seconds that indexing and asking took.
 */
public final class TunedLucene {
    static final float TITLE = 8, OPENING = 4, PARTS = 0.8f, GRAM = 0.15f;
    static final int OPENING_TOKENS = 20, GRAM_LENGTH = 5, LEAST_PAGES = 2;
    static final int SHORTEST_COMPOUND = 7, SHORTEST_PART = 4, LONGEST_PART = 20;

    interface Chain {
        TokenStream of(TokenStream words);
    }

    static Analyzer analyzer(Chain chain) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer source = new StandardTokenizer();
                TokenStream words = new StopFilter(
                    new LowerCaseFilter(source), DanishAnalyzer.getDefaultStopSet());
                return new TokenStreamComponents(source, chain.of(words));
            }
        };
    }

    static TokenStream stems(TokenStream words) {
        return new SnowballFilter(words, "Danish");
    }

    /** The words of the collection that may be parts: those on several pages. */
    static CharArraySet vocabulary(List<String[]> documents) throws IOException {
        Map<String, Integer> pages = new HashMap<>();
        Analyzer plain = analyzer(words -> words);
        for (String[] d : documents) {
            for (String word : new HashSet<>(terms(plain, "", d[1] + " " + d[2]))) {
                pages.merge(word, 1, Integer::sum);
            }
        }
        CharArraySet found = new CharArraySet(pages.size(), false);
        pages.forEach((word, count) -> {
            if (count >= LEAST_PAGES && word.length() >= SHORTEST_PART) {
                found.add(word);
            }
        });
        return found;
    }

    static List<String> terms(Analyzer analyzer, String field, String text) throws IOException {
        List<String> found = new java.util.ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                found.add(term.toString());
            }
            stream.end();
        }
        return found;
    }

    static Query query(Analyzer analyzer, String text) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String term : unique(terms(analyzer, "text", text))) {
            query.add(new CombinedFieldQuery.Builder().addField("title", TITLE)
                .addField("opening", OPENING).addField("text", 1).addTerm(new BytesRef(term))
                .build(), Occur.SHOULD);
        }
        for (String term : unique(terms(analyzer, "parts", text))) {
            query.add(boosted("parts", term, PARTS), Occur.SHOULD);
        }
        for (String term : unique(terms(analyzer, "grams", text))) {
            query.add(boosted("grams", term, GRAM), Occur.SHOULD);
        }
        return query.build();
    }

    static Query boosted(String field, String term, float boost) {
        return new BoostQuery(new TermQuery(new Term(field, term)), boost);
    }

    static Set<String> unique(List<String> terms) {
        return new LinkedHashSet<>(terms);
    }

    static List<String[]> rows(String file, int columns) throws IOException {
        return Files.readAllLines(Path.of(file)).stream().map(l -> l.split("\t", columns)).toList();
    }

    public static void main(String[] args) throws IOException {
        List<String[]> documents = rows(args[0], 3);
        BooleanQuery.setMaxClauseCount(1 << 16);
        long start = System.nanoTime();
        CharArraySet vocabulary = vocabulary(documents);
        Analyzer stems = analyzer(TunedLucene::stems);
        Analyzer analyzer = new PerFieldAnalyzerWrapper(stems, Map.of(
            "opening", analyzer(w -> new LimitTokenCountFilter(stems(w), OPENING_TOKENS)),
            "parts", analyzer(w -> stems(new DictionaryCompoundWordTokenFilter(
                w, vocabulary, SHORTEST_COMPOUND, SHORTEST_PART, LONGEST_PART, true))),
            "grams", analyzer(w -> new NGramTokenFilter(w, GRAM_LENGTH))));
        Path folder = Files.createTempDirectory("lucene");
        try (MMapDirectory directory = new MMapDirectory(folder)) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (String[] d : documents) {
                    Document document = new Document();
                    document.add(new StringField("id", d[0], Field.Store.YES));
                    document.add(new TextField("title", d[1], Field.Store.NO));
                    document.add(new TextField("opening", d[2], Field.Store.NO));
                    document.add(new TextField("text", d[2], Field.Store.NO));
                    document.add(new TextField("parts", d[1] + " " + d[2], Field.Store.NO));
                    document.add(new TextField("grams", d[1] + " " + d[2], Field.Store.NO));
                    writer.addDocument(document);
                }
            }
            double indexed = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            try (DirectoryReader reader = DirectoryReader.open(directory);
                 BufferedWriter found = Files.newBufferedWriter(Path.of(args[2]))) {
                IndexSearcher searcher = new IndexSearcher(reader);
                for (String[] q : rows(args[1], 2)) {
                    Query query = query(analyzer, q[1]);
                    for (ScoreDoc hit : searcher.search(query, Integer.parseInt(args[3])).scoreDocs) {
                        String id = searcher.storedFields().document(hit.doc).get("id");
                        found.write(q[0] + "\t" + id + "\t" + hit.score + "\n");
                    }
                }
            }
            System.out.println(indexed + " " + (System.nanoTime() - start) / 1e9);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
