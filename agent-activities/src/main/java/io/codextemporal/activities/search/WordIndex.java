package io.codextemporal.activities.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Which words are in which file, on disk: BM25 over contents, names and folders. Knows paths and
 * words, opens no file of the workspace. Not thread-safe but for {@link #search}.
 *
 * <p>Whoever opens it holds the folder's lock. Any exception but of a caller's mistake means that
 * the index is damaged.
 */
final class WordIndex implements AutoCloseable {
  static final String PATH = "path";
  static final String CONTENT = "content";
  static final String NAME = "name";
  static final String FOLDERS = "folders";
  private static final double BUFFER_MEGABYTES = 24;

  /** Long files are less at a disadvantage than prose would have them. */
  private static final BM25Similarity SIMILARITY = new BM25Similarity(1.2f, 0.5f);

  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    WORDS.setTokenized(true);
    WORDS.freeze();
  }

  private final NIOFSDirectory directory;
  private final IndexWriter writer;
  private final Words words = new Words();
  private volatile DirectoryReader reader;

  private WordIndex(NIOFSDirectory directory, IndexWriter writer, DirectoryReader reader) {
    this.directory = directory;
    this.writer = writer;
    this.reader = reader;
  }

  /** Opens what is in the folder, or begins a new index there. */
  static WordIndex open(Path folder) throws IOException {
    LuceneSilence.now();
    NIOFSDirectory directory = new NIOFSDirectory(folder, NoLockFactory.INSTANCE);
    try {
      IndexWriter writer =
          new IndexWriter(
              directory,
              new IndexWriterConfig(new KeywordAnalyzer())
                  .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)
                  .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                  .setMergeScheduler(new SerialMergeScheduler())
                  .setCommitOnClose(true)
                  .setSimilarity(SIMILARITY));
      return new WordIndex(directory, writer, DirectoryReader.open(writer));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** What the index holds, by path. */
  Map<String, FileMark> marks() throws IOException {
    Map<String, FileMark> marks = new HashMap<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      collect(leaf.reader(), marks);
    }
    return marks;
  }

  private static void collect(LeafReader leaf, Map<String, FileMark> marks) throws IOException {
    Bits live = leaf.getLiveDocs();
    BinaryDocValues paths = leaf.getBinaryDocValues(PATH);
    NumericDocValues changed = leaf.getNumericDocValues("changed");
    NumericDocValues size = leaf.getNumericDocValues("size");
    NumericDocValues hash = leaf.getNumericDocValues("hash");
    NumericDocValues read = leaf.getNumericDocValues("read");
    for (int doc = 0; doc < leaf.maxDoc(); doc++) {
      if (live == null || live.get(doc)) {
        paths.advanceExact(doc);
        marks.put(
            paths.binaryValue().utf8ToString(),
            new FileMark(at(changed, doc), at(size, doc), at(hash, doc), at(read, doc)));
      }
    }
  }

  private static long at(NumericDocValues values, int doc) throws IOException {
    return values.advanceExact(doc) ? values.longValue() : 0;
  }

  /**
   * Takes a file in, or in anew.
   *
   * @param path from the workspace's folder
   */
  void put(String path, FileMark mark, String text) throws IOException {
    int slash = path.lastIndexOf('/');
    Document document = new Document();
    document.add(new StringField(PATH, path, Field.Store.NO));
    document.add(new BinaryDocValuesField(PATH, new BytesRef(path)));
    document.add(new NumericDocValuesField("changed", mark.changed()));
    document.add(new NumericDocValuesField("size", mark.size()));
    document.add(new NumericDocValuesField("hash", mark.hash()));
    document.add(new NumericDocValuesField("read", mark.read()));
    document.add(field(CONTENT, text));
    document.add(field(NAME, path.substring(slash + 1)));
    document.add(field(FOLDERS, slash < 0 ? "" : path.substring(0, slash)));
    writer.updateDocument(new Term(PATH, path), document);
  }

  private Field field(String name, String text) {
    return new Field(name, new WordStream(words.counts(text)), WORDS);
  }

  void remove(String path) throws IOException {
    writer.deleteDocuments(new Term(PATH, path));
  }

  /** What was put and removed is found from now on. */
  void refresh() throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
    if (newer != null) {
      DirectoryReader older = reader;
      reader = newer;
      older.decRef();
    }
  }

  /** Writes all to the disk, to be found by the next process. */
  void commit() throws IOException {
    writer.commit();
  }

  int size() {
    return reader.numDocs();
  }

  /**
   * Files by how well they fit, best first.
   *
   * @param below a path of the workspace, or empty for all of it
   */
  Found search(String query, String below, int limit) throws IOException {
    DirectoryReader open = reader;
    if (!open.tryIncRef()) {
      open = reader;
      open.incRef();
    }
    try {
      IndexSearcher searcher = new IndexSearcher(open);
      searcher.setSimilarity(SIMILARITY);
      searcher.setQueryCache(null);
      FileQuery asked = FileQuery.of(query);
      ScoreDoc[] best =
          limit == 0 ? new ScoreDoc[0] : searcher.search(asked.query(below), limit).scoreDocs;
      return new Found(hits(open, best), weights(asked.words(), open));
    } finally {
      open.decRef();
    }
  }

  private static List<Hit> hits(DirectoryReader open, ScoreDoc[] best) throws IOException {
    List<Hit> hits = new ArrayList<>();
    for (ScoreDoc one : best) {
      BinaryDocValues paths = MultiDocValues.getBinaryValues(open, PATH);
      paths.advanceExact(one.doc);
      hits.add(new Hit(paths.binaryValue().utf8ToString(), one.score));
    }
    return hits;
  }

  /** The words, with how much each tells: rare ones more. */
  private static Map<String, Double> weights(Set<String> asked, DirectoryReader open)
      throws IOException {
    Map<String, Double> weights = new LinkedHashMap<>();
    int all = Math.max(1, open.numDocs());
    for (String word : asked) {
      int with = open.docFreq(new Term(CONTENT, word));
      weights.put(word, Math.log(1 + (all - with + 0.5) / (with + 0.5)));
    }
    return weights;
  }

  /** A file that fits. */
  record Hit(String path, float score) {}

  /**
   * What a query found.
   *
   * @param weights the words that were looked for
   */
  record Found(List<Hit> hits, Map<String, Double> weights) {}

  @Override
  public void close() throws IOException {
    try {
      reader.decRef();
      writer.close();
    } finally {
      directory.close();
    }
  }

  /** Lets go without writing what is not on the disk yet. */
  void abandon() throws IOException {
    try {
      reader.decRef();
      writer.rollback();
    } finally {
      directory.close();
    }
  }
}
