package zhunsheng.server.files;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For the document: the answer is a workbook. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "200",
    content =
        @Content(
            mediaType = FileSheet.MEDIA_TYPE,
            schema = @Schema(type = "string", format = "binary")))
@interface AnswersWorkbook {}
