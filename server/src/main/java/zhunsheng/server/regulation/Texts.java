package zhunsheng.server.regulation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.regulation.PolicyView.InterpretationView;

/** What a jurisdiction keeps beside one policy: the official text and interpretations. */
record Texts(Map<Integer, String> articles, Map<String, List<Interpretation>> interpretations) {

  /** What an office said, as it is stored. */
  record Interpretation(LocalDate day, String office, String text) {}

  Texts {
    articles = new HashMap<>(articles);
    interpretations = new HashMap<>(interpretations);
  }

  @Nullable String official(int article) {
    return articles.get(article);
  }

  List<InterpretationView> interpretations(Offices offices, Policy policy, String norm) {
    return interpretations.getOrDefault(norm, List.of()).stream()
        .map(
            i ->
                new InterpretationView(
                    i.day(), i.text(), offices.view(policy.jurisdiction(), i.office())))
        .toList();
  }
}
