package zhunsheng.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSchemasTest {
  private final ModelConverters converters = new ModelConverters(true);

  RecordSchemasTest() {
    converters.addConverter(new RecordSchemas());
  }

  private static final class Here {
    record Body(String name, @Nullable String note) {}
  }

  private static final class There {
    record Body(int number) {}
  }

  @Test
  void what_may_be_missing_is_not_required() {
    Schema<?> body = converters.readAll(Here.Body.class).get("Body");

    assertThat(body.getRequired()).containsExactly("name");
  }

  /** In the document one would stand in the place of the other, and nobody would see it. */
  @Test
  void two_records_of_one_name_are_refused() {
    converters.readAll(Here.Body.class);
    converters.readAll(Here.Body.class);

    assertThatThrownBy(() -> converters.readAll(There.Body.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("Here", "There", "Body");
  }
}
