package zhunsheng.similarity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TreesTest {
  private static final Trees.Growth GROWTH = new Trees.Growth(60, 3, 0.1, 1, 1, 0.8, 5);

  /** Yes exactly where one of two signals is high, but not both: no single signal tells. */
  private static Trees grown() {
    Random random = new Random(3);
    double[][] rows = new double[800][3];
    double[] yes = new double[800];
    double[] weight = new double[800];
    for (int i = 0; i < rows.length; i++) {
      for (int s = 0; s < 3; s++) {
        rows[i][s] = random.nextDouble();
      }
      yes[i] = rows[i][0] > 0.5 != rows[i][1] > 0.5 ? 1 : 0;
      weight[i] = 1;
    }
    return Trees.grow(rows, yes, weight, GROWTH);
  }

  @Test
  void they_learn_what_only_two_signals_together_tell() {
    Trees trees = grown();
    assertThat(trees.logOdds(new double[] {0.9, 0.1, 0.5})).isGreaterThan(1);
    assertThat(trees.logOdds(new double[] {0.1, 0.9, 0.5})).isGreaterThan(1);
    assertThat(trees.logOdds(new double[] {0.9, 0.9, 0.5})).isLessThan(-1);
    assertThat(trees.logOdds(new double[] {0.1, 0.1, 0.5})).isLessThan(-1);
  }

  @Test
  void the_same_rows_give_the_same_trees_and_text_keeps_them() {
    Trees trees = grown();
    assertThat(grown()).isEqualTo(trees);
    JsonMapper json = new JsonMapper();
    assertThat(json.readValue(json.writeValueAsString(trees), Trees.class)).isEqualTo(trees);
  }
}
