package zhunsheng.server.regulation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import zhunsheng.policy.model.Policy;
import zhunsheng.policy.model.Subject;

/** The stages that a file of a subject goes through. */
public final class Stages {
  private Stages() {}

  /**
   * In the order of a life: those of the milestones that something in the pack reaches, and those
   * that something else than a milestone brings about.
   */
  public static List<String> of(Policy policy, Subject subject) {
    Set<String> stages = new LinkedHashSet<>();
    subject.milestones().values().stream()
        .filter(m -> !policy.rules().reaching(subject.id() + "." + m.id()).isEmpty())
        .forEach(m -> stages.add(m.stage()));
    policy.stagesOf().getOrDefault(subject.id(), List.of()).forEach(s -> stages.add(s.stage()));
    return policy.vocabulary().lifeStages().stream().filter(stages::contains).toList();
  }
}
