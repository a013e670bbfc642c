package io.codextemporal.policy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a page that the model wants to read.
 *
 * @param found whether its address, word for word, was an answer to a search
 * @param network whether the session's commands have the network
 */
public record FetchFacts(
    String url,
    boolean found,
    ApprovalMode approval,
    @Nullable GranularApproval granular,
    SandboxMode sandbox,
    boolean network) {}
