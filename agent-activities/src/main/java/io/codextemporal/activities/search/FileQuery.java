package io.codextemporal.activities.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What is looked for: words, each in the field where it tells most. Pure.
 *
 * @param words without those that only hold a sentence together, unless there are no others; two
 *     that stand side by side also as one, as in an identifier
 */
record FileQuery(Set<String> words) {
  private static final Set<String> FILLERS =
      Set.of(
          "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "doe", "does", "for",
          "from", "how", "i", "in", "into", "is", "it", "its", "of", "on", "or", "that", "the",
          "then", "there", "this", "to", "was", "we", "what", "when", "where", "which", "who",
          "whi", "why", "will", "with");

  private static final int MOST_WORDS = 60;
  private static final float NAME_WEIGHT = 2.0f;
  private static final float FOLDERS_WEIGHT = 0.6f;

  /** How much the other fields count beside the one that fits best. */
  private static final float OTHERS = 0.4f;

  /** A file that holds one more of the words is better, however common the word is. */
  private static final float EACH_WORD = 1.0f;

  FileQuery {
    words = new LinkedHashSet<>(words);
  }

  static FileQuery of(String text) {
    List<String> all = new Words().of(text);
    List<String> telling = new ArrayList<>(all);
    telling.removeIf(FILLERS::contains);
    List<String> used = telling.isEmpty() ? all : telling;
    List<String> some = used.subList(0, Math.min(MOST_WORDS, used.size()));
    Set<String> words = new LinkedHashSet<>(some);
    for (int i = 0; i + 1 < some.size(); i++) {
      words.add(some.get(i) + some.get(i + 1));
    }
    return new FileQuery(words);
  }

  /**
   * @param below a path of the workspace, or empty for all of it
   */
  Query query(String below) {
    if (words.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String word : words) {
      Query best =
          new DisjunctionMaxQuery(
              List.of(
                  term(WordIndex.CONTENT, word),
                  new BoostQuery(term(WordIndex.NAME, word), NAME_WEIGHT),
                  new BoostQuery(term(WordIndex.FOLDERS, word), FOLDERS_WEIGHT)),
              OTHERS);
      any.add(best, Occur.SHOULD);
      any.add(new BoostQuery(new ConstantScoreQuery(best), EACH_WORD), Occur.SHOULD);
    }
    if (below.isEmpty()) {
      return any.build();
    }
    Query inside =
        new BooleanQuery.Builder()
            .add(term(WordIndex.PATH, below), Occur.SHOULD)
            .add(new PrefixQuery(new Term(WordIndex.PATH, below + "/")), Occur.SHOULD)
            .build();
    return new BooleanQuery.Builder()
        .add(any.build(), Occur.MUST)
        .add(inside, Occur.FILTER)
        .build();
  }

  private static Query term(String field, String word) {
    return new TermQuery(new Term(field, word));
  }
}
