package io.codextemporal.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterBash;

/** What tree-sitter's grammar of bash says of a script: its simple commands, if it is plain. */
final class BashGrammar {
  private static final Set<String> PLAIN =
      Set.of(
          "program",
          "list",
          "pipeline",
          "command",
          "command_name",
          "word",
          "string",
          "string_content",
          "raw_string",
          "number",
          "concatenation");
  private static final Set<String> JOINTS = Set.of("&&", "||", ";", "|", "\"", "'");

  private final TSParser parser = new TSParser();

  BashGrammar() {
    parser.setLanguage(new TreeSitterBash());
  }

  Optional<List<List<String>>> commands(String script) {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    TSTree tree = parser.parseString(null, script);
    TSNode root = tree.getRootNode();
    List<List<String>> commands = new ArrayList<>();
    boolean plain = !root.hasError() && collect(root, bytes, commands);
    return plain && !commands.isEmpty() ? Optional.of(commands) : Optional.empty();
  }

  private static boolean collect(TSNode node, byte[] bytes, List<List<String>> commands) {
    String type = node.getType();
    if (node.isNamed() ? !PLAIN.contains(type) : !JOINTS.contains(type) && !type.isBlank()) {
      return false;
    }
    if (type.equals("command")) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < node.getChildCount(); i++) {
        TSNode child = node.getChild(i);
        if (child.getType().equals("command_name")) {
          child = child.getChild(0);
        }
        Optional<String> word = word(child, bytes);
        if (word.isEmpty()) {
          return false;
        }
        words.add(word.get());
      }
      commands.add(words);
      return true;
    }
    for (int i = 0; i < node.getChildCount(); i++) {
      if (!collect(node.getChild(i), bytes, commands)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> word(TSNode node, byte[] bytes) {
    return switch (node.getType()) {
      case "word", "number" ->
          node.getNamedChildCount() == 0 ? Optional.of(text(node, bytes)) : Optional.empty();
      case "raw_string" -> Optional.of(inner(node, bytes));
      case "string" -> {
        for (int i = 0; i < node.getNamedChildCount(); i++) {
          if (!node.getNamedChild(i).getType().equals("string_content")) {
            yield Optional.empty();
          }
        }
        yield Optional.of(inner(node, bytes));
      }
      case "concatenation" -> {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < node.getChildCount(); i++) {
          Optional<String> part = word(node.getChild(i), bytes);
          if (part.isEmpty()) {
            yield Optional.empty();
          }
          all.append(part.get());
        }
        yield Optional.of(all.toString());
      }
      default -> Optional.empty();
    };
  }

  private static String text(TSNode node, byte[] bytes) {
    int begin = node.getStartByte();
    return new String(bytes, begin, node.getEndByte() - begin, StandardCharsets.UTF_8);
  }

  private static String inner(TSNode node, byte[] bytes) {
    String text = text(node, bytes);
    return text.substring(1, text.length() - 1);
  }
}
