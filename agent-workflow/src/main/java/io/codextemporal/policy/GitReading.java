package io.codextemporal.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a {@code git} command line reads only: {@code status}, {@code log}, {@code diff}, {@code
 * show} and {@code branch} with options that neither write, nor run a program, nor name another
 * repository or configuration.
 */
final class GitReading {
  private static final Set<String> GLOBAL = Set.of("--no-pager", "--no-optional-locks");

  private static final String SHOWN =
      "abbrev[=] abbrev-commit no-abbrev-commit color[=] no-color cached staged check"
          + " compact-summary cumulative diff-algorithm= diff-filter= dirstat[=] exit-code"
          + " find-copies[=] find-renames[=] full-index function-context histogram"
          + " ignore-all-space ignore-blank-lines ignore-cr-at-eol ignore-space-at-eol"
          + " ignore-space-change inter-hunk-context= minimal name-only name-status no-ext-diff"
          + " no-patch no-prefix no-renames no-textconv numstat oneline parents patch"
          + " patch-with-stat patience pickaxe-all pickaxe-regex quiet raw relative[=] shortstat"
          + " stat[=] stat-count= stat-name-width= stat-width= summary unified= word-diff[=]"
          + " word-diff-regex= merge-base cc combined-all-paths first-parent";
  private static final String CHOSEN =
      " after= all all-match author= author-date-order before= boundary branches[=] cherry"
          + " cherry-mark cherry-pick children clear-decorations committer= date= date-order"
          + " decorate[=] decorate-refs= decorate-refs-exclude= dense exclude= follow format="
          + " full-diff full-history glob= graph grep= invert-grep left-only left-right"
          + " log-size max-count= max-parents= merges min-parents= no-decorate no-merges"
          + " no-notes notes[=] perl-regexp pretty[=] regexp-ignore-case remotes[=] reverse"
          + " right-only shortstat show-pulls simplify-by-decoration simplify-merges since="
          + " skip= source sparse tags[=] topo-order until= extended-regexp fixed-strings"
          + " relative-date walk-reflogs";

  private static final Map<String, OptionForm> FORMS =
      Map.of(
          "status",
          OptionForm.of(
              "sbz | - | short branch porcelain[=] long untracked-files[=] ignored[=] null"
                  + " ahead-behind no-ahead-behind renames no-renames find-renames[=] show-stash"
                  + " no-column | -u(no|all|normal)? | *"),
          "diff",
          OptionForm.of("abpRrsuwz | GSU | " + SHOWN + " | " + "-[0-9]+|-[MCX][0-9%]*|-W" + " | *"),
          "show",
          OptionForm.of(
              "bcmpqrstuwz | GSUn | "
                  + SHOWN
                  + CHOSEN
                  + " | "
                  + "-[0-9]+|-[MC][0-9%]*|-W"
                  + " | *"),
          "log",
          OptionForm.of(
              "bcEFgimpPqrstuwz | GSULn | "
                  + SHOWN
                  + CHOSEN
                  + " | "
                  + "-[0-9]+|-[MC][0-9%]*|-W"
                  + " | *"),
          "branch",
          OptionForm.of(
              "alrvi | - | list show-current all remotes verbose format= sort= color[=]"
                  + " no-color contains no-contains merged no-merged points-at ignore-case"
                  + " no-column abbrev[=] no-abbrev | - | *"));

  /** With one of these, words are what to list, not what to make. */
  private static final Set<String> LISTING =
      Set.of("--list", "--contains", "--no-contains", "--merged", "--no-merged", "--points-at");

  /** A format that shows signatures runs the program that checks them. */
  private static final Pattern SIGNATURE = Pattern.compile("%[-+ ]?G");

  static boolean readsOnly(List<String> words) {
    int at = 0;
    while (at < words.size() && GLOBAL.contains(words.get(at))) {
      at++;
    }
    if (at == words.size()) {
      return false;
    }
    String subcommand = words.get(at);
    List<String> rest = words.subList(at + 1, words.size());
    OptionForm form = FORMS.get(subcommand);
    return form != null
        && form.allows(rest)
        && rest.stream().noneMatch(word -> SIGNATURE.matcher(word).find())
        && (!subcommand.equals("branch") || lists(rest));
  }

  private static boolean lists(List<String> rest) {
    return rest.stream().allMatch(word -> word.startsWith("-"))
        || rest.stream().anyMatch(LISTING::contains);
  }

  private GitReading() {}
}
