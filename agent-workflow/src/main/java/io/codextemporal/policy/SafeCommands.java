package io.codextemporal.policy;

import io.codextemporal.policy.ShellScript.Patterns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The commands that certainly read only, with the options they may carry. An option that is not
 * listed makes a command unknown, however harmless it may be.
 *
 * <p>A name counts only where the machine says that it is the system's own program.
 */
final class SafeCommands {
  /** Part of every shell: no file of that name is looked for. */
  private static final Set<String> BUILT_IN = Set.of("cd", "echo", "false", "pwd", "true");

  /** What they print or answer depends on their words alone, and no word makes them write. */
  private static final Set<String> ANY_WORDS = Set.of("echo", "expr", "false", "true");

  private static final Map<String, OptionForm> FORMS =
      forms(
          """
          base64 : di | w | decode ignore-garbage wrap= | - | 1
          cat : AbeEnstTuv | - | number number-nonblank show-all show-ends show-tabs \
            show-nonprinting squeeze-blank | - | *
          cd : LP | - | - | - | 1
          cut : nsz | bcdf | bytes= characters= delimiter= fields= complement only-delimited \
            output-delimiter= zero-terminated | - | *
          grep : EFGPivwxcLloqshHnabTUzZrRIyu | efmABCDd | extended-regexp fixed-strings \
            basic-regexp perl-regexp regexp= file= ignore-case no-ignore-case invert-match \
            word-regexp line-regexp count color[=] colour[=] files-without-match \
            files-with-matches max-count= only-matching quiet silent no-messages byte-offset \
            with-filename no-filename label= line-number initial-tab null after-context= \
            before-context= context= text binary binary-files= devices= directories= exclude= \
            exclude-from= exclude-dir= include= recursive dereference-recursive line-buffered \
            null-data | -[0-9]+ | *
          head : qvz | nc | lines= bytes= quiet silent verbose zero-terminated | -[0-9]+ | *
          id : agGnruzZ | - | group groups name real user zero context | - | *
          ls : 1aAbBcCdfFgGhHiklLmnNopqQrRsStuUvxXZ | - | all almost-all author escape \
            classify[=] directory dereference full-time group-directories-first human-readable \
            inode literal no-group numeric-uid-gid quote-name recursive reverse si size \
            color[=] sort= time= time-style= block-size= format= indicator-style= width= | - | *
          nl : p | bdfhilnsvw | body-numbering= section-delimiter= footer-numbering= \
            header-numbering= line-increment= join-blank-lines= number-format= no-renumber \
            number-separator= starting-line-number= number-width= | - | *
          numfmt : z | d | debug delimiter= field= format= from= from-unit= grouping header[=] \
            invalid= padding= round= suffix= to= to-unit= zero-terminated | - | *
          paste : sz | d | delimiters= serial zero-terminated | - | *
          pwd : LP | - | logical physical | - | 0
          rev : - | - | - | - | *
          seq : w | fs | format= separator= equal-width | -[0-9.]+ | 3
          stat : Lft | c | dereference file-system format= printf= terse cached= | - | *
          tac : br | s | before regex separator= | - | *
          tail : qvz | nc | lines= bytes= quiet silent verbose zero-terminated | -[0-9]+ | *
          tr : cCdst | - | complement delete squeeze-repeats truncate-set1 | - | 2
          uname : asnrvmpio | - | all kernel-name nodename kernel-release kernel-version machine \
            processor hardware-platform operating-system | - | 0
          uniq : cdDiuz | fsw | count repeated all-repeated[=] group[=] ignore-case skip-fields= \
            skip-chars= unique zero-terminated check-chars= | - | 1
          wc : cmlLw | - | bytes chars lines words max-line-length total= | - | *
          which : a | - | all | - | *
          whoami : - | - | - | - | 0
          rg : nNivwxcFLHIoqsSUuabpP0l. | ABCEefgmMjdtTr | after-context= before-context= \
            context= color= column no-column count count-matches case-sensitive crlf encoding= \
            files files-with-matches files-without-match file= fixed-strings follow no-follow \
            glob= iglob= heading no-heading hidden no-hidden ignore-case include-zero \
            invert-match json line-number no-line-number line-regexp max-columns= max-count= \
            max-depth= max-filesize= multiline multiline-dotall no-config no-ignore \
            no-ignore-dot no-ignore-global no-ignore-parent no-ignore-vcs no-messages no-mmap \
            mmap no-filename with-filename null null-data one-file-system only-matching \
            passthru path-separator= pcre2 pretty quiet regexp= replace= smart-case sort= \
            sortr= stats text threads= trim type= type-not= type-list unrestricted vimgrep \
            word-regexp version help | - | *
          """);

  /** One address or two, printed; what sed would read as a script must look like this. */
  private static final Pattern SED_LINES = Pattern.compile("[0-9]+(,[0-9]+)?p");

  /**
   * Whether it is certainly harmless where it would run.
   *
   * @param words not empty
   * @param patterns what the shell may put in the place of a word
   */
  static boolean matches(List<String> words, Patterns patterns, Whereabouts where) {
    String program = words.getFirst();
    String name = program.substring(program.lastIndexOf('/') + 1);
    boolean found =
        program.equals(name) && BUILT_IN.contains(name) || where.isSystemProgram(program);
    return found && harmless(name, words.subList(1, words.size()), patterns, where);
  }

  private static boolean harmless(
      String name, List<String> arguments, Patterns patterns, Whereabouts where) {
    if (ANY_WORDS.contains(name)) {
      return true;
    }
    return switch (name) {
      case "find" -> patterns != Patterns.WILD && FindExpression.readsOnly(arguments);
      case "git" ->
          patterns != Patterns.WILD && GitReading.readsOnly(arguments) && where.isPlainRepository();
      case "sed" -> patterns != Patterns.WILD && printsLines(arguments);
      case "uniq" -> patterns == Patterns.NONE && fits(name, arguments);
      case "base64", "rg" -> patterns != Patterns.WILD && fits(name, arguments);
      default -> fits(name, arguments);
    };
  }

  private static boolean fits(String name, List<String> arguments) {
    OptionForm form = FORMS.get(name);
    return form != null && form.allows(arguments);
  }

  private static boolean printsLines(List<String> arguments) {
    return arguments.size() >= 2
        && arguments.size() <= 3
        && arguments.get(0).equals("-n")
        && SED_LINES.matcher(arguments.get(1)).matches()
        && (arguments.size() == 2 || !arguments.get(2).startsWith("-"));
  }

  private static Map<String, OptionForm> forms(String table) {
    Map<String, OptionForm> forms = new HashMap<>();
    table
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(" : ");
          forms.put(line.substring(0, colon), OptionForm.of(line.substring(colon + 3)));
        });
    return Map.copyOf(forms);
  }

  private SafeCommands() {}
}
