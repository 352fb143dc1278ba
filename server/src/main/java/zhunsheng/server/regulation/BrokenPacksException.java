package zhunsheng.server.regulation;

import java.io.Serial;
import java.util.Map;
import java.util.stream.Collectors;
import zhunsheng.policy.load.PolicyException;

/** Packs that have errors or are not as they were sealed: nobody may be judged by what is left. */
final class BrokenPacksException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param packs what is wrong, by the pack's id
   */
  BrokenPacksException(Map<String, PolicyException> packs) {
    super(
        packs.entrySet().stream()
            .map(p -> said(p.getKey(), p.getValue()))
            .collect(Collectors.joining("\n\n")));
  }

  private static String said(String pack, PolicyException wrong) {
    return "规则包 %s 有 %d 处错误：%n%s".formatted(pack, wrong.problems().size(), wrong.getMessage());
  }
}
