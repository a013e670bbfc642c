package io.codextemporal.tui.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the person wants said, from the arguments and standard input. Input is read for {@code -},
 * or when it is a pipe or file and no prompt was given: never otherwise, so that nobody hangs on a
 * pipe that stays open.
 */
final class PromptText {
  /** Read for {@code -} after a prompt, and appended as a block. */
  private static final String BLOCK = "%s\n\n<stdin>\n%s\n</stdin>";

  /**
   * The prompt.
   *
   * @param argument the prompt argument, if there was one
   * @param appended whether a {@code -} follows it
   * @param required names the command in the error when there is no prompt
   */
  static String read(Optional<String> argument, boolean appended, Stdio stdio, String required) {
    String prompt = argument.orElse("");
    boolean dash = prompt.equals("-");
    if (argument.isEmpty() && (stdio.inIsTerminal() || !stdio.inputIsWaiting())) {
      throw missing(required);
    }
    if (argument.isEmpty() || dash) {
      return nonBlank(input(stdio), required);
    }
    if (appended) {
      return BLOCK.formatted(prompt, input(stdio).stripTrailing());
    }
    if (stdio.inputIsWaiting()) {
      stdio.err().println("ct: standard input was not read; add - after the prompt to append it");
    }
    return nonBlank(prompt, required);
  }

  private static String nonBlank(String text, String required) {
    if (text.isBlank()) {
      throw missing(required);
    }
    return text;
  }

  private static CliFailure missing(String required) {
    return new CliFailure(
        required,
        "there is no prompt",
        "Give one as an argument, or - to read it from standard input.",
        ExitCode.USAGE);
  }

  private static String input(Stdio stdio) {
    try {
      byte[] bytes = stdio.in().readAllBytes();
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CliFailure(
          "standard input", "it is not UTF-8 text", "Convert it first.", ExitCode.USAGE, e);
    } catch (IOException e) {
      throw new CliFailure(
          "standard input", "it cannot be read: " + e.getMessage(), "", ExitCode.USAGE, e);
    }
  }

  private PromptText() {}
}
