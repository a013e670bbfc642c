package io.codextemporal.policy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a {@code find} only looks and prints: every word of its expression is known to. */
final class FindExpression {
  private static final Set<String> ALONE =
      Set.of(
          "-H",
          "-L",
          "-P",
          "-a",
          "-and",
          "-d",
          "-daystart",
          "-depth",
          "-empty",
          "-executable",
          "-false",
          "-follow",
          "-ignore_readdir_race",
          "-ls",
          "-mount",
          "-nogroup",
          "-noleaf",
          "-not",
          "-nouser",
          "-o",
          "-or",
          "-print",
          "-print0",
          "-prune",
          "-quit",
          "-readable",
          "-true",
          "-writable",
          "-xdev");

  private static final Set<String> WITH_VALUE =
      Set.of(
          "-amin",
          "-anewer",
          "-atime",
          "-cmin",
          "-cnewer",
          "-ctime",
          "-fstype",
          "-gid",
          "-group",
          "-ilname",
          "-iname",
          "-inum",
          "-ipath",
          "-iregex",
          "-iwholename",
          "-links",
          "-lname",
          "-maxdepth",
          "-mindepth",
          "-mmin",
          "-mtime",
          "-name",
          "-newer",
          "-path",
          "-perm",
          "-printf",
          "-regex",
          "-regextype",
          "-samefile",
          "-size",
          "-type",
          "-uid",
          "-used",
          "-user",
          "-wholename",
          "-xtype");

  private static final Pattern NEWER = Pattern.compile("-newer[aBcm][aBcmt]");

  static boolean readsOnly(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (WITH_VALUE.contains(word) || NEWER.matcher(word).matches()) {
        i++;
        if (i == words.size()) {
          return false;
        }
      } else if (word.startsWith("-") && !ALONE.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private FindExpression() {}
}
