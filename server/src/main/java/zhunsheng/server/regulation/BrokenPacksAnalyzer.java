package zhunsheng.server.regulation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a server with a broken pack does not start, instead of where it noticed. */
final class BrokenPacksAnalyzer extends AbstractFailureAnalyzer<BrokenPacksException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, BrokenPacksException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "规则包未改正前，服务不启动。请逐处改正，或换回原来的文件，用 ./zhunsheng policy check 核对无误后再启动。",
        cause);
  }
}
