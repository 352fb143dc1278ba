package zhunsheng.server.files;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** A file that the browser keeps under a name rather than shows. */
final class Download {
  private Download() {}

  /** Where to write the file; the response closes it. */
  static OutputStream to(HttpServletResponse response, String mediaType, String name)
      throws IOException {
    response.setContentType(mediaType);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(name));
    return response.getOutputStream();
  }

  /** The header's value that says so. */
  static String disposition(String name) {
    return ContentDisposition.attachment()
        .filename(name, StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
