package io.codextemporal.protocol;

/**
 * How the policy judged a call before anything ran.
 *
 * @param verdict {@code run}, {@code ask} or {@code refuse}
 * @param sandboxed whether it ran, or would run once approved, in the sandbox
 * @param why what decided: a rule with its place, a person's grant, or the policy in force
 */
public record Judgement(String verdict, boolean sandboxed, String why) {}
