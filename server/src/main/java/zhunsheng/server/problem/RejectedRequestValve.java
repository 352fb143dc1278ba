package zhunsheng.server.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Words what the container itself turns away, before any of our code sees it, as a problem like all
 * others: an address with an encoded slash or a null, a header too long.
 */
public final class RejectedRequestValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    // What has been answered already, or is no error, is left as it is.
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    ProblemKind kind = ProblemKind.nearest(status);
    String detail = status < 500 ? "地址或者请求头不正确。" : "系统出错，请稍后再试。";
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      response
          .getOutputStream()
          .write(
              JsonMapper.shared()
                  .writeValueAsBytes(
                      new Problem(kind.type(), kind.title(), status, detail, null, null)));
      response.finishResponse();
    } catch (IOException gone) {
      // Whoever asked is no longer there.
      container.getLogger().debug("a rejection could not be sent", gone);
    }
  }
}
