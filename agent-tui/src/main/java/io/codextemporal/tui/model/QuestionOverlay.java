package io.codextemporal.tui.model;

import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions of the model's. The last option of each is an answer in one's own words.
 *
 * @param at which question is shown, from 0
 * @param chosen the option under the cursor of each question
 * @param words one's own words for each question
 * @param done which questions were answered
 */
public record QuestionOverlay(
    CallId call,
    List<Ask.Question> questions,
    Instant shownAt,
    int at,
    List<Integer> chosen,
    List<Draft> words,
    List<Boolean> done)
    implements Overlay {
  public QuestionOverlay {
    questions = List.copyOf(questions);
    chosen = List.copyOf(chosen);
    words = List.copyOf(words);
    done = List.copyOf(done);
  }

  public static QuestionOverlay of(CallId call, List<Ask.Question> questions, Instant shownAt) {
    int count = questions.size();
    return new QuestionOverlay(
        call,
        questions,
        shownAt,
        0,
        java.util.Collections.nCopies(count, 0),
        java.util.Collections.nCopies(count, Draft.EMPTY),
        java.util.Collections.nCopies(count, false));
  }

  @Override
  public Place place() {
    return Place.INSTEAD_OF_COMPOSER;
  }

  public Ask.Question question() {
    return questions.get(at);
  }

  /** Whether the cursor is on the answer in one's own words. */
  public boolean isOwnWords() {
    return chosen.get(at) == question().options().size();
  }

  /** As it comes to be seen. */
  public QuestionOverlay seen(Instant at) {
    return new QuestionOverlay(call, questions, at, this.at, chosen, words, done);
  }

  public QuestionOverlay showing(int index) {
    return new QuestionOverlay(call, questions, shownAt, index, chosen, words, done);
  }

  public QuestionOverlay choosing(int option) {
    return new QuestionOverlay(call, questions, shownAt, at, replaced(chosen, option), words, done);
  }

  public QuestionOverlay writing(Draft own) {
    return new QuestionOverlay(call, questions, shownAt, at, chosen, replaced(words, own), done);
  }

  public QuestionOverlay answered() {
    return new QuestionOverlay(call, questions, shownAt, at, chosen, words, replaced(done, true));
  }

  private <T> List<T> replaced(List<T> list, T next) {
    List<T> changed = new ArrayList<>(list);
    changed.set(at, next);
    return changed;
  }
}
