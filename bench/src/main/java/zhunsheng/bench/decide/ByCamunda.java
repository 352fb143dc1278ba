package zhunsheng.bench.decide;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

/** Decision tables in Camunda 7's DMN engine. */
final class ByCamunda implements Rival {
  private static final List<String> DECISIONS =
      List.of("level", "declaration", "payment", "materials");

  private final List<Matter> matters;
  private final DmnEngine engine;
  private final List<DmnDecision> decisions = new ArrayList<>();

  ByCamunda(byte[] dmn, List<Matter> matters) {
    this.matters = matters;
    engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    Map<String, DmnDecision> parsed = new java.util.HashMap<>();
    engine.parseDecisions(new ByteArrayInputStream(dmn)).forEach(d -> parsed.put(d.getKey(), d));
    DECISIONS.forEach(name -> decisions.add(Objects.requireNonNull(parsed.get(name), name)));
  }

  @Override
  public String name() {
    return "Camunda 7 DMN";
  }

  @Override
  public List<Matter> matters() {
    return matters;
  }

  @Override
  public Object decide(int number) {
    Map<String, Object> variables = matters.get(number).variables();
    List<DmnDecisionResult> results = new ArrayList<>(decisions.size());
    for (DmnDecision decision : decisions) {
      results.add(engine.evaluateDecision(decision, variables));
    }
    return results;
  }

  @Override
  public Verdicts verdicts(Object decided) {
    List<Set<String>> texts = new ArrayList<>();
    for (Object result : (List<?>) decided) {
      Set<String> of = new HashSet<>();
      ((DmnDecisionResult) result)
          .getResultList()
          .forEach(row -> row.values().forEach(text -> of.add(String.valueOf(text))));
      texts.add(of);
    }
    return new Verdicts(String.join(",", texts.get(0)), texts.get(1), texts.get(2), texts.get(3));
  }
}
