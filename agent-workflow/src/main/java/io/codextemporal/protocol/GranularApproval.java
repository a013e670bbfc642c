package io.codextemporal.protocol;

/**
 * Which kinds of questions a person may be asked at all; what may not be asked is refused. The
 * {@code granular} table of {@code approval_policy}; a kind that is not named is not asked.
 *
 * @param sandboxApproval to run a command unconfined, or one that the policy does not let run
 * @param rules because a rule says prompt
 */
public record GranularApproval(
    boolean sandboxApproval,
    boolean rules,
    boolean mcpElicitations,
    boolean requestPermissions,
    boolean skillApproval) {}
