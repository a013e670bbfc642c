package io.codextemporal.determinism;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Walks byte code from all methods of some classes through everything of ours they can reach, and
 * tells what a replayed workflow may not do.
 *
 * <p>A virtual call reaches every override in the folder that was read; a lambda and a method
 * reference count as called where they are made. Not seen: what libraries do, reflection, the order
 * in which hash tables are walked.
 */
final class ReachableCalls {
  private final Map<String, ClassModel> classes = new HashMap<>();
  private final Map<String, List<ClassModel>> subtypes = new HashMap<>();

  /** Reads every class below {@code folder}, a class path root. */
  static ReachableCalls in(Path folder) throws IOException {
    ReachableCalls calls = new ReachableCalls();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        calls.add(ClassFile.of().parse(file));
      }
    }
    return calls;
  }

  private void add(ClassModel model) {
    classes.put(model.thisClass().asInternalName(), model);
    model.superclass().ifPresent(s -> subtypesOf(s.asInternalName()).add(model));
    model.interfaces().forEach(i -> subtypesOf(i.asInternalName()).add(model));
  }

  private List<ClassModel> subtypesOf(String owner) {
    return subtypes.computeIfAbsent(owner, _ -> new ArrayList<>());
  }

  int size() {
    return classes.size();
  }

  /** One sentence a sin, each with the way that leads to it. */
  Set<String> sins(Predicate<String> roots) {
    Map<Method, List<String>> ways = new LinkedHashMap<>();
    Deque<Method> open = new ArrayDeque<>();
    for (ClassModel model : classes.values()) {
      if (roots.test(model.thisClass().asInternalName())) {
        for (MethodModel method : model.methods()) {
          visit(new Method(model, method), List.of(), ways, open);
        }
      }
    }
    Set<String> sins = new TreeSet<>();
    while (!open.isEmpty()) {
      Method method = open.removeFirst();
      List<String> way = ways.get(method);
      method.code().forEach(element -> walk(element, method, way, sins, ways, open));
    }
    return sins;
  }

  private void visit(
      Method method, List<String> way, Map<Method, List<String>> ways, Deque<Method> open) {
    if (!ways.containsKey(method)) {
      List<String> longer = new ArrayList<>(way);
      longer.add(method.toString());
      ways.put(method, longer);
      open.addLast(method);
    }
  }

  private void walk(
      CodeElement element,
      Method from,
      List<String> way,
      Set<String> sins,
      Map<Method, List<String>> ways,
      Deque<Method> open) {
    switch (element) {
      case InvokeInstruction call -> {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        judge(owner, name, way, sins);
        targets(owner, name, call.type().stringValue()).forEach(m -> visit(m, way, ways, open));
      }
      case InvokeDynamicInstruction dynamic -> {
        for (ConstantDesc argument : dynamic.bootstrapArgs()) {
          if (argument instanceof DirectMethodHandleDesc handle) {
            String owner = internalName(handle.owner());
            judge(owner, handle.methodName(), way, sins);
            targets(owner, handle.methodName(), handle.lookupDescriptor())
                .forEach(m -> visit(m, way, ways, open));
          }
        }
      }
      case FieldInstruction field -> judgeField(field, from, way, sins);
      default -> {}
    }
  }

  private static void judge(String owner, String name, List<String> way, Set<String> sins) {
    Forbidden.call(owner, name)
        .ifPresent(why -> sins.add(owner + "." + name + " (" + why + "): " + via(way)));
  }

  private void judgeField(FieldInstruction field, Method from, List<String> way, Set<String> sins) {
    String owner = field.owner().asInternalName();
    String name = field.name().stringValue();
    if (owner.equals("java/lang/System")) {
      sins.add("System." + name + " (standard streams): " + via(way));
    }
    ClassModel model = classes.get(owner);
    boolean written = field.opcode().name().equals("PUTSTATIC");
    if (model == null || !(written || field.opcode().name().equals("GETSTATIC"))) {
      return;
    }
    boolean constant =
        model.fields().stream()
            .filter(f -> f.fieldName().equalsString(name))
            .anyMatch(f -> f.flags().has(AccessFlag.FINAL));
    boolean initialising = from.name().equals("<clinit>");
    if (!constant || Forbidden.mutableType(field.type().stringValue())) {
      sins.add(owner + "." + name + " (mutable static): " + via(way));
    } else if (written && !initialising) {
      sins.add(owner + "." + name + " (written static): " + via(way));
    }
  }

  /** The methods of ours that a call may end in: the named one, inherited ones, overrides. */
  private List<Method> targets(String owner, String name, String descriptor) {
    List<Method> found = new ArrayList<>();
    ClassModel model = classes.get(owner);
    for (ClassModel up = model; up != null; up = above(up)) {
      declared(up, name, descriptor, found);
      initialiser(up, found);
    }
    Deque<ClassModel> below = new ArrayDeque<>(subtypes.getOrDefault(owner, List.of()));
    while (model != null && !below.isEmpty()) {
      ClassModel sub = below.removeFirst();
      declared(sub, name, descriptor, found);
      below.addAll(subtypes.getOrDefault(sub.thisClass().asInternalName(), List.of()));
    }
    return found;
  }

  private ClassModel above(ClassModel model) {
    return model.superclass().map(s -> classes.get(s.asInternalName())).orElse(null);
  }

  private static void initialiser(ClassModel model, List<Method> found) {
    declared(model, "<clinit>", "()V", found);
  }

  private static void declared(
      ClassModel model, String name, String descriptor, List<Method> found) {
    for (MethodModel method : model.methods()) {
      if (method.methodName().equalsString(name) && method.methodType().equalsString(descriptor)) {
        found.add(new Method(model, method));
      }
    }
  }

  private static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.startsWith("L")
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }

  private static String via(List<String> way) {
    return String.join(" -> ", way);
  }

  /** A method of ours. Equal by identity of its model, which is read once. */
  private record Method(ClassModel owner, MethodModel model) {
    String name() {
      return model.methodName().stringValue();
    }

    List<CodeElement> code() {
      return model.code().map(c -> c.elementList()).orElse(List.of());
    }

    @Override
    public String toString() {
      String type = owner.thisClass().asInternalName();
      return type.substring(type.lastIndexOf('/') + 1) + "." + name();
    }
  }
}
