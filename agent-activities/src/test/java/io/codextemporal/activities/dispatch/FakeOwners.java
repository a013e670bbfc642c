package io.codextemporal.activities.dispatch;

import java.util.List;

/** Workers of which the test says who lives. */
public final class FakeOwners implements Owners {
  private final String own;
  private final List<String> living;

  public FakeOwners(String own, String... living) {
    this.own = own;
    this.living = List.of(living);
  }

  @Override
  public String own() {
    return own;
  }

  @Override
  public boolean lives(String queue) {
    return queue.equals(own) || living.contains(queue);
  }
}
