package io.codextemporal.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules that may be offered to a person: never one that would allow any program at all. */
public final class Amendment {
  private static final Set<List<String>> BANNED =
      """
      python3
      python3 -
      python3 -c
      python
      python -
      python -c
      py
      py -3
      pythonw
      pyw
      pypy
      pypy3
      git
      bash
      bash -lc
      sh
      sh -c
      sh -lc
      zsh
      zsh -lc
      /bin/zsh
      /bin/zsh -lc
      /bin/bash
      /bin/bash -lc
      pwsh
      pwsh -Command
      pwsh -c
      powershell
      powershell -Command
      powershell -c
      powershell.exe
      powershell.exe -Command
      powershell.exe -c
      env
      sudo
      node
      node -e
      perl
      perl -e
      ruby
      ruby -e
      php
      php -r
      lua
      lua -e
      osascript
      """
          .lines()
          .map(line -> List.of(line.split(" ")))
          .collect(Collectors.toUnmodifiableSet());

  /** Whether commands that begin with these words may be allowed for good. */
  public static boolean mayBeOffered(List<String> prefix) {
    return !prefix.isEmpty() && !BANNED.contains(prefix);
  }

  /** The line of a rules file that allows it. */
  public static String line(List<String> prefix) {
    return prefix.stream()
        .map(Amendment::quoted)
        .collect(Collectors.joining(", ", "prefix_rule(pattern=[", "], decision=\"allow\")"));
  }

  private static String quoted(String word) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.append('"').toString();
  }

  private Amendment() {}
}
