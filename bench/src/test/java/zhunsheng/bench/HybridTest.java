package zhunsheng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhunsheng.bench.Peer.Ranked;

class HybridTest {

  @Test
  void scores_are_stretched_before_their_mean_is_taken() {
    List<Ranked> words = List.of(new Ranked(1, 30), new Ranked(2, 20), new Ranked(3, 10));
    List<Ranked> meaning = List.of(new Ranked(2, 0.9), new Ranked(4, 0.8), new Ranked(1, 0.5));

    List<Ranked> joined = Hybrid.joined(words, meaning);

    assertThat(joined).extracting(Ranked::project).containsExactly(2, 1, 4, 3);
    assertThat(joined.getFirst().score()).isEqualTo(0.75);
  }

  @Test
  void a_list_of_one_counts_in_full() {
    assertThat(Hybrid.joined(List.of(new Ranked(7, 3)), List.of()))
        .containsExactly(new Ranked(7, 0.5));
  }
}
