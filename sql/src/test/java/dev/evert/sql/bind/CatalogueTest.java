package dev.evert.sql.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.Function;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The catalogue's lines and the classes that have the code agree. */
class CatalogueTest {

  @Test
  void everyFunctionHasItsMethod() {
    for (List<Function> functions : Catalogue.all()) {
      for (Function function : functions) {
        assertThatCode(() -> check(function)).as(function.toString()).doesNotThrowAnyException();
      }
    }
  }

  private static void check(Function function) throws NoSuchMethodException {
    Class<?>[] parameters =
        IntStream.range(0, function.parameters().size())
            .mapToObj(function::parameterClass)
            .toArray(Class<?>[]::new);
    Method method = function.owner().getMethod(function.method(), parameters);
    Class<?> result = Form.of(function.result()).javaClass();
    Class<?> wanted =
        function.maybeNull() ? MethodType.methodType(result).wrap().returnType() : result;
    assertThat(method.getReturnType()).isEqualTo(wanted);
    assertThat(Modifier.isStatic(method.getModifiers())).isTrue();
  }

  @Test
  void noTwoFunctionsOfOneNameTakeTheSame() {
    for (List<Function> functions : Catalogue.all()) {
      List<List<Type>> parameters = functions.stream().map(Function::parameters).toList();
      assertThat(parameters).as(functions.getFirst().name()).doesNotHaveDuplicates();
    }
  }
}
