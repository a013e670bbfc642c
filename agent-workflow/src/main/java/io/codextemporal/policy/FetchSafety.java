package io.codextemporal.policy;

import io.codextemporal.protocol.SandboxMode;

/**
 * When to ask a person before a page of the web is read. Pure; fails closed.
 *
 * <p>An address that the model wrote can carry out what it has read; one that a search gave cannot.
 * Where commands have the network anyway there is nothing left to guard.
 */
public final class FetchSafety {
  static final String REFUSED =
      "the address was not found by a search and the session has no network; rejected by user"
          + " approval settings";

  public static Decision decide(FetchFacts facts) {
    boolean free =
        facts.found() || facts.network() || facts.sandbox() == SandboxMode.DANGER_FULL_ACCESS;
    return switch (facts.approval()) {
      case UNTRUSTED -> ask("the approval policy asks for it");
      case UNKNOWN -> ask("the approval policy is not understood");
      case ON_REQUEST -> {
        if (free) {
          yield new Decision.Run(false);
        }
        boolean mayAsk = facts.granular() == null || facts.granular().sandboxApproval();
        yield mayAsk
            ? ask("the session has no network, and the model wrote this address itself")
            : new Decision.Refuse(REFUSED);
      }
      case NEVER -> free ? new Decision.Run(false) : new Decision.Refuse(REFUSED);
    };
  }

  private static Decision ask(String why) {
    return new Decision.Ask("reading this page requires approval: " + why, false, true);
  }

  private FetchSafety() {}
}
