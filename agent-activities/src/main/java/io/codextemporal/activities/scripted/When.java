package io.codextemporal.activities.scripted;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a rule asks of a request. Combine with {@code and}, {@code or}, {@code negate}. */
public final class When {
  public static Predicate<SentRequest> always() {
    return request -> true;
  }

  /** The last message of the user's holds this text. */
  public static Predicate<SentRequest> userSays(String part) {
    return request -> request.lastUserText().contains(part);
  }

  /** The last message of the user's matches this expression somewhere. */
  public static Predicate<SentRequest> userMatches(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
    return request -> pattern.matcher(request.lastUserText()).find();
  }

  /** Exactly so many call outputs came since the user spoke. */
  public static Predicate<SentRequest> outputs(int count) {
    return request -> request.outputsSinceUser().size() == count;
  }

  /** The request answers this call. */
  public static Predicate<SentRequest> answers(String callId) {
    return request -> request.outputOf(callId).isPresent();
  }

  public static Predicate<SentRequest> kind(String kind) {
    return request -> request.kind().equals(kind);
  }

  /** The nth request this server got, from 1. */
  public static Predicate<SentRequest> number(int number) {
    return request -> request.number() == number;
  }

  /** The input's JSON holds this text anywhere. */
  public static Predicate<SentRequest> inputHolds(String part) {
    return request -> request.body().path("input").toString().contains(part);
  }

  private When() {}
}
