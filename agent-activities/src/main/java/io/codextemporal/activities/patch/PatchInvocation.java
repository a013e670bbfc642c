package io.codextemporal.activities.patch;

import io.codextemporal.policy.ShellScript;
import io.codextemporal.policy.ShellScriptParser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A patch that was typed into a shell: {@code apply_patch PATCH} as an argument vector, or a script
 * that is nothing but {@code [cd DIR &&] apply_patch}, followed by the quoted patch or by a
 * here-document. Pure.
 *
 * @param folder the folder of a leading {@code cd}, or null
 */
public record PatchInvocation(String patch, @Nullable String folder) {
  private static final Set<String> NAMES = Set.of("apply_patch", "applypatch");
  private static final Set<String> SHELLS = Set.of("bash", "zsh", "sh");
  private static final Set<String> POWERSHELLS = Set.of("powershell", "pwsh");

  private static final Pattern SCRIPT =
      Pattern.compile(
          "\\s*(?:cd\\s+(?:'(?<single>[^'\\n]*)'|\"(?<double>[^\"$`\\\\\\n]*)\""
              + "|(?<bare>[^\\s'\"$`\\\\;&|<>()#*?\\[~!{}-][^\\s'\"$`\\\\;&|<>()*?\\[!{}]*))"
              + "\\s+&&\\s+)?(?<call>apply_?patch[ \\t<].*)",
          Pattern.DOTALL);
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "apply_?patch[ \\t]*<<[ \\t]*(?:'(?<tag>\\w+)'|\"(?<tagTwo>\\w+)\"|(?<tagThree>\\w+))"
              + "[ \\t]*\\n(?<rest>.*)",
          Pattern.DOTALL);

  /** Empty for any other command. */
  public static Optional<PatchInvocation> of(List<String> argv) {
    if (argv.size() == 2 && NAMES.contains(argv.getFirst())) {
      return Optional.of(new PatchInvocation(argv.get(1), null));
    }
    return script(argv).flatMap(PatchInvocation::ofScript);
  }

  /** Whether a bare patch stands where a command should. */
  public static boolean isBarePatch(List<String> argv) {
    String text = argv.size() == 1 ? argv.getFirst() : script(argv).orElse("");
    if (!text.stripLeading().startsWith("*** Begin Patch")) {
      return false;
    }
    try {
      PatchParser.parse(text);
      return true;
    } catch (PatchException e) {
      return false;
    }
  }

  private static Optional<String> script(List<String> argv) {
    if (argv.size() < 3) {
      return Optional.empty();
    }
    String shell = name(argv.getFirst());
    List<String> flags = argv.subList(1, argv.size() - 1);
    boolean known =
        SHELLS.contains(shell) && (flags.equals(List.of("-c")) || flags.equals(List.of("-lc")))
            || POWERSHELLS.contains(shell)
                && (flags.equals(List.of("-Command"))
                    || flags.equals(List.of("-NoProfile", "-Command")))
            || shell.equals("cmd") && flags.equals(List.of("/c"));
    return known ? Optional.of(argv.getLast()) : Optional.empty();
  }

  private static String name(String program) {
    String base = program.substring(program.lastIndexOf('/') + 1);
    return base.endsWith(".exe") ? base.substring(0, base.length() - 4) : base;
  }

  /** A patch that a shell script applies and nothing else. */
  public static Optional<PatchInvocation> ofScript(String script) {
    Matcher matcher = SCRIPT.matcher(script);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String folder = group(matcher, "single", "double", "bare");
    String call = matcher.group("call");
    return document(call).or(() -> argument(call)).map(patch -> new PatchInvocation(patch, folder));
  }

  private static Optional<String> document(String call) {
    Matcher matcher = DOCUMENT.matcher(call);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String tag = String.valueOf(group(matcher, "tag", "tagTwo", "tagThree"));
    String rest = matcher.group("rest");
    int end = endOf(rest, tag);
    return end < 0 || !rest.substring(end + tag.length()).isBlank()
        ? Optional.empty()
        : Optional.of(rest.substring(0, end));
  }

  private static Optional<String> argument(String call) {
    return ShellScriptParser.parse(call) instanceof ShellScript.Plain(var commands)
            && commands.size() == 1
            && commands.getFirst().patterns() == ShellScript.Patterns.NONE
        ? of(commands.getFirst().words()).map(PatchInvocation::patch)
        : Optional.empty();
  }

  /** Where the line that is the tag begins, or -1. */
  private static int endOf(String rest, String tag) {
    int begin = 0;
    while (begin <= rest.length()) {
      int end = rest.indexOf('\n', begin);
      if (rest.substring(begin, end < 0 ? rest.length() : end).equals(tag)) {
        return begin;
      }
      if (end < 0) {
        return -1;
      }
      begin = end + 1;
    }
    return -1;
  }

  private static @Nullable String group(Matcher matcher, String... names) {
    for (String name : names) {
      if (matcher.group(name) != null) {
        return matcher.group(name);
      }
    }
    return null;
  }
}
