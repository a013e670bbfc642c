package io.codextemporal.worker.fuzz;

import java.util.List;
import java.util.Random;

/** Makes scripts: of what people write, of what trips readers of shell, and of both spoilt. */
final class ScriptMaker {
  private static final List<String> COMMANDS =
      List.of(
          "ls -la src",
          "cat b.txt",
          "git status",
          "git log --oneline -5",
          "git diff --stat HEAD",
          "grep -rn 'x y' src",
          "echo \"a b\" c",
          "pwd",
          "cd src",
          "wc -l src/*.c",
          "head -n 5 a",
          "find . -name '*.c' -type f",
          "rg -n foo src",
          "sed -n 1,5p a",
          "make -j4 all",
          "true",
          "tail -20 log",
          "sort a",
          "rm -rf x",
          "git push origin",
          "npm ci",
          "uniq a",
          "cut -d: -f1 a",
          "python3 -c 'print(1)'",
          "python3 <<'E'\nprint(1)\nE",
          "python3 <<E\n$(ls)\nE",
          "make <<E\nx\nE\nls",
          "xargs rm",
          "echo *",
          "ls ~",
          "stat -c %s a",
          "tr a b",
          "expr 1 + 2");

  private static final List<String> TRICKS =
      List.of(
          "$(rm x)",
          "`rm x`",
          "${x:-y}",
          "$x",
          "$((1+2))",
          "<(ls)",
          ">x",
          "2>&1",
          "<<<a",
          "{a,b}",
          "(rm x)",
          "{ rm x; }",
          "! ls",
          "#c",
          "a#b",
          "\\",
          "\\\n",
          "\\;",
          "'",
          "\"",
          "$'rm'",
          "$\"a\"",
          "\r",
          "\t",
          "\f",
          "\u00a0",
          "\u2028",
          "x=1",
          "x=1 ls",
          "if",
          "then",
          "fi",
          "for i in a",
          "do",
          "done",
          "case a in",
          "esac",
          "[[ a ]]",
          "[ a ]",
          "function f",
          "f()",
          "time",
          "coproc",
          "select",
          "until",
          "while",
          "&",
          "|&",
          ";;",
          ";&",
          "&&",
          "||",
          ";",
          "|",
          "\n",
          "~",
          "~/x",
          "~+",
          "*",
          "?",
          "[ab]",
          "!(a)",
          "@(a)",
          "=",
          "=ls",
          "-",
          "--",
          "%1",
          "''",
          "\"\"",
          "é",
          "\u202e",
          "\0\u0001".substring(1),
          "^a^b",
          "!!",
          "$",
          "a[1]=2",
          "let x",
          "\"$(rm x)\"",
          "'$(ls)'");

  private static final List<String> JOINTS =
      List.of(" && ", " || ", "; ", " | ", "\n", "&&", "||", ";", "|", " ;\n", " &&\n", " ");
  private static final String CHARACTERS = " \t\n\\'\"$`&|;<>(){}[]!#*?~=%^-a1.,:@+\r";

  private final Random random;

  ScriptMaker(Random random) {
    this.random = random;
  }

  String script() {
    StringBuilder script = new StringBuilder(pick(COMMANDS));
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      script.append(pick(JOINTS)).append(random.nextInt(4) == 0 ? pick(TRICKS) : pick(COMMANDS));
    }
    int spoils = random.nextInt(3) == 0 ? 0 : random.nextInt(3);
    for (int i = 0; i < spoils; i++) {
      spoil(script);
    }
    return script.toString().replace("\0", "");
  }

  private void spoil(StringBuilder script) {
    int at = random.nextInt(script.length() + 1);
    switch (random.nextInt(4)) {
      case 0 -> script.insert(at, pick(TRICKS));
      case 1 -> script.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      case 2 -> script.delete(at, Math.min(script.length(), at + 1 + random.nextInt(3)));
      default -> {
        int end = Math.min(script.length(), at + random.nextInt(8));
        script.insert(random.nextInt(script.length() + 1), script.substring(at, end));
      }
    }
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
