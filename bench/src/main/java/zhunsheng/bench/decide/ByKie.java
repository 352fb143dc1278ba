package zhunsheng.bench.decide;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** Decision tables in the DMN engine of Drools. */
final class ByKie implements Rival {
  private final List<Matter> matters;
  private final DMNRuntime runtime;
  private final DMNModel model;

  ByKie(byte[] dmn, List<Matter> matters) {
    this.matters = matters;
    Resource resource = ResourceFactory.newByteArrayResource(dmn);
    runtime =
        DMNRuntimeBuilder.fromDefaults()
            .buildConfiguration()
            .fromResources(List.of(resource))
            .getOrElseThrow(e -> new IllegalStateException("the tables do not load", e));
    model = runtime.getModels().getFirst();
    if (model.hasErrors()) {
      throw new IllegalStateException("the tables have errors: " + model.getMessages());
    }
  }

  @Override
  public String name() {
    return "Drools KIE DMN";
  }

  @Override
  public List<Matter> matters() {
    return matters;
  }

  @Override
  public Object decide(int number) {
    DMNContext context = runtime.newContext();
    matters.get(number).variables().forEach(context::set);
    return runtime.evaluateAll(model, context);
  }

  @Override
  public Verdicts verdicts(Object decided) {
    DMNResult result = (DMNResult) decided;
    if (result.hasErrors()) {
      throw new IllegalStateException("the tables failed: " + result.getMessages());
    }
    return new Verdicts(
        String.valueOf(result.getContext().get("level")),
        texts(result.getContext().get("declaration")),
        texts(result.getContext().get("payment")),
        texts(result.getContext().get("materials")));
  }

  private static Set<String> texts(Object value) {
    Set<String> texts = new HashSet<>();
    if (value instanceof List<?> list) {
      list.forEach(text -> texts.add(text.toString()));
    }
    return texts;
  }
}
