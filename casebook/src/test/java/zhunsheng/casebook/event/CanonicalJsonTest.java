package zhunsheng.casebook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  @Test
  void keys_are_sorted_and_nothing_is_padded() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("b", List.of(1L, true, "二"));
    tree.put("a", Map.of("z", -5, "y", ""));

    assertThat(CanonicalJson.write(tree))
        .isEqualTo("{\"a\":{\"y\":\"\",\"z\":-5},\"b\":[1,true,\"二\"]}");
  }

  @Test
  void text_is_escaped_only_where_it_must_be() {
    assertThat(CanonicalJson.write("\"\\/\b\f\n\r\t\u0001\u007f中😀"))
        .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f中😀\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\ud800", "\udc00b", "\ud800x"})
  void text_that_the_database_cannot_keep_is_refused(String text) {
    assertThatThrownBy(() -> CanonicalJson.write(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fractions_and_nulls_have_no_canonical_form() {
    assertThatThrownBy(() -> CanonicalJson.write(0.5)).isInstanceOf(IllegalArgumentException.class);
    Map<String, Object> withNull = new LinkedHashMap<>();
    withNull.put("a", null);
    assertThatThrownBy(() -> CanonicalJson.write(withNull))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_no_object_is_not_read() {
    assertThatThrownBy(() -> CanonicalJson.read("[1]"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.read("{")).isInstanceOf(IllegalArgumentException.class);
  }
}
