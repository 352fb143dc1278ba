package zhunsheng.server.files;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For the contract: the answer is a Word document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "200",
    content =
        @Content(
            mediaType = AnswersDocument.MEDIA_TYPE,
            schema = @Schema(type = "string", format = "binary")))
@interface AnswersDocument {
  String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}
