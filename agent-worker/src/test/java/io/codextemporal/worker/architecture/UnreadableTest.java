package io.codextemporal.worker.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.codextemporal.workflow.AgentWorkflow;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.QueryMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a session decodes may come from a stranger or from another release; one exception while it
 * decodes wedges it for good. So each such type can say that it could not be read: what reaches the
 * workflow's methods, and what its activities return.
 */
class UnreadableTest {
  @Test
  void whatReachesTheWorkflowCanBeUnreadable() {
    assertThat(parameters(AgentWorkflow.class)).isNotEmpty().allMatch(UnreadableTest::hasFactory);
  }

  @Test
  void whatActivitiesReturnCanBeUnreadable() {
    assertThat(activityResults()).hasSizeGreaterThan(3).allMatch(UnreadableTest::hasFactory);
  }

  @Test
  void noticesATypeThatCannot() {
    assertThat(parameters(Deaf.class)).containsExactly(String.class, List.class);
    assertThat(parameters(Deaf.class)).noneMatch(UnreadableTest::hasFactory);
  }

  private static Set<Class<?>> parameters(Class<?> contract) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Method method : contract.getMethods()) {
      types.addAll(Arrays.asList(method.getParameterTypes()));
    }
    return types;
  }

  private static Set<Class<?>> activityResults() {
    Set<Class<?>> types = new LinkedHashSet<>();
    new ClassFileImporter()
        .importPackages("io.codextemporal.activity").stream()
            .filter(type -> type.isAnnotatedWith(ActivityInterface.class))
            .map(JavaClass::reflect)
            .flatMap(contract -> Stream.of(contract.getMethods()))
            .map(Method::getReturnType)
            .filter(type -> type != void.class)
            .forEach(types::add);
    return types;
  }

  private static boolean hasFactory(Class<?> type) {
    return Stream.of(type.getMethods())
        .anyMatch(method ->
            method.getName().equals("unreadable")
                && Modifier.isStatic(method.getModifiers())
                && method.getReturnType() == type
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}));
  }

  private interface Deaf {
    @QueryMethod
    void ask(String text, List<String> more);
  }
}
