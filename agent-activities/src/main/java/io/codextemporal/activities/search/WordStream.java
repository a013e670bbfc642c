package io.codextemporal.activities.search;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Words as the index takes them in: each once, with how often it was there. */
final class WordStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
  private final Iterator<Map.Entry<String, Integer>> words;

  WordStream(Map<String, Integer> words) {
    this.words = words.entrySet().iterator();
  }

  /** No other attribute ever changes, so none is cleared. */
  @Override
  public boolean incrementToken() {
    if (!words.hasNext()) {
      return false;
    }
    Map.Entry<String, Integer> word = words.next();
    term.setEmpty().append(word.getKey());
    frequency.setTermFrequency(word.getValue());
    return true;
  }
}
