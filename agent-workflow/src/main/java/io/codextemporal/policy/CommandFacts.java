package io.codextemporal.policy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;

/**
 * Everything the decision about a command rests on, gathered by whoever runs it.
 *
 * @param shown the command as people and the model read it
 * @param escalated whether the call asked to run outside the sandbox
 * @param justification why, in the model's words; empty when it gave none
 * @param sandboxAvailable whether this machine can confine a command
 */
public record CommandFacts(
    String shown,
    Safety safety,
    boolean escalated,
    String justification,
    ApprovalMode approval,
    SandboxMode sandbox,
    boolean sandboxAvailable) {}
