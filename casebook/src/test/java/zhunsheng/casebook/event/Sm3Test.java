package zhunsheng.casebook.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sm3Test {
  @Test
  void the_examples_of_the_standard_come_out() {
    assertThat(Sm3.hex("abc"))
        .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    assertThat(Sm3.hex("abcd".repeat(16)))
        .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  }

  @Test
  void what_is_added_in_parts_is_digested_as_one() {
    assertThat(new Sm3().add("ab").add("c").hex()).isEqualTo(Sm3.hex("abc"));
  }
}
