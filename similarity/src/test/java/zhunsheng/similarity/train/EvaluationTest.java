package zhunsheng.similarity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhunsheng.similarity.train.Evaluation.Judged;
import zhunsheng.similarity.train.Training.Row;

class EvaluationTest {
  private static Judged judged(int query, int project, boolean yes, double probability) {
    boolean found = Double.isFinite(probability);
    return new Judged(new Row(0, query, project, yes, found, 1, new double[0]), probability);
  }

  @Test
  void a_duplicate_that_the_search_did_not_bring_is_missed() {
    List<Judged> judged =
        List.of(
            judged(0, 1, true, 0.9),
            judged(0, 2, false, 0.1),
            judged(1, 1, false, 0.2),
            judged(1, 3, true, Double.NEGATIVE_INFINITY));
    Evaluation at = Evaluation.of(judged, 0.5);
    assertThat(at.recall1()).isEqualTo(0.5);
    assertThat(at.recall10()).isEqualTo(0.5);
    assertThat(at.recall()).isEqualTo(0.5);
    assertThat(at.precision()).isEqualTo(1);
  }

  /** Twenty duplicates from 0.995 down to 0.805, ten others of which one reaches 0.85. */
  private static List<Judged> many() {
    List<Judged> judged = new ArrayList<>();
    for (int query = 0; query < 20; query++) {
      judged.add(judged(query, 0, true, 0.995 - query / 100.0));
    }
    for (int query = 20; query < 30; query++) {
      judged.add(judged(query, 0, false, query == 20 ? 0.85 : 0.1));
    }
    return judged;
  }

  @Test
  void fewer_false_alarms_cost_duplicates() {
    Evaluation.At none = Evaluation.within(many(), 0);
    assertThat(none.evaluation().falseAlarms()).isZero();
    assertThat(none.evaluation().recall()).isEqualTo(0.7, within(0.001));
    Evaluation.At some = Evaluation.within(many(), 0.1);
    assertThat(some.evaluation().falseAlarms()).isEqualTo(0.1);
    assertThat(some.evaluation().recall()).isEqualTo(1);
  }

  @Test
  void the_threshold_takes_the_fewest_false_alarms_that_reach_the_aim() {
    // Without a false alarm F1 is 0.82; with one in ten it is 0.98.
    assertThat(Evaluation.threshold(many())).isEqualTo(0.8);
    List<Judged> clear = new ArrayList<>(many());
    clear.removeIf(one -> one.row().query() == 20);
    assertThat(Evaluation.threshold(clear)).isEqualTo(0.8);
    assertThat(Evaluation.of(clear, 0.8).falseAlarms()).isZero();
  }
}
