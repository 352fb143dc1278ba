package zhunsheng.server.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import zhunsheng.policy.act.Refusal;

/** Turns whatever ends a request into a problem document; a stack trace goes to the log only. */
@RestControllerAdvice
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Problem> problem(ProblemException e, HttpServletRequest request) {
    return answer(e.problem(instance(request)));
  }

  @ExceptionHandler
  ResponseEntity<Problem> invalid(MethodArgumentNotValidException e, HttpServletRequest request) {
    List<RefusalView> refusals =
        e.getBindingResult().getFieldErrors().stream()
            .map(
                f ->
                    RefusalView.of(
                        Refusal.incomplete(
                            f.getField() + "：" + f.getDefaultMessage(), null, f.getField())))
            .toList();
    return answer(problem(ProblemKind.BAD_REQUEST, "请求内容不完整或不正确，请更正后重试。", request, refusals));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unreadable(
      HttpMessageNotReadableException e, HttpServletRequest request) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException p) {
        return answer(p.problem(instance(request)));
      }
    }
    return answer(problem(ProblemKind.BAD_REQUEST, "请求内容无法读取，请检查格式后重试。", request, null));
  }

  @ExceptionHandler
  ResponseEntity<Problem> mistyped(
      MethodArgumentTypeMismatchException e, HttpServletRequest request) {
    return answer(
        problem(ProblemKind.BAD_REQUEST, "参数 " + e.getName() + " 的值不正确，请更正后重试。", request, null));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unsupported(
      HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
    return answer(problem(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "不接受这种内容类型，请更换后重试。", request, null));
  }

  @ExceptionHandler
  ResponseEntity<Problem> noDatabase(
      DataAccessResourceFailureException e, HttpServletRequest request) {
    log.warn("the database cannot be reached", e);
    return answer(problem(ProblemKind.UNAVAILABLE, "数据库暂时无法连接，请稍后重试。", request, null));
  }

  /** The other end has gone; nobody reads an answer. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException e) {
    log.debug("the client has gone", e);
  }

  /**
   * An answer could not be written: mostly the other end has gone, and that is no fault of ours.
   */
  @ExceptionHandler
  @Nullable ResponseEntity<Problem> unwritable(
      HttpMessageNotWritableException e, HttpServletRequest request) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        log.debug("the client has gone", e);
        return null;
      }
    }
    return other(e, request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> other(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
      return answer(problem(of(response.getStatusCode()), request));
    }
    String number = UUID.randomUUID().toString().substring(0, 8);
    log.error(
        "request {} {} failed, error number {}",
        request.getMethod(),
        request.getRequestURI(),
        number,
        e);
    return answer(
        problem(
            ProblemKind.OUR_FAULT,
            "系统未能完成这次请求，您的内容没有提交。请稍后重试；仍不成功的，请将错误编号 " + number + " 告知系统管理员。",
            request,
            null));
  }

  private static Problem problem(ProblemKind kind, HttpServletRequest request) {
    String detail =
        switch (kind) {
          case NOT_FOUND -> "没有这个地址，请检查后重试。";
          case METHOD_NOT_ALLOWED -> "该地址不支持 " + request.getMethod() + "。";
          case TOO_LARGE -> "内容超过允许的大小，请压缩或拆分后重试。";
          default -> "请求不正确，请检查后重试。";
        };
    return problem(kind, detail, request, null);
  }

  private static ProblemKind of(HttpStatusCode status) {
    for (ProblemKind kind : ProblemKind.values()) {
      if (kind.status() == status.value()) {
        return kind;
      }
    }
    return ProblemKind.BAD_REQUEST;
  }

  private static Problem problem(
      ProblemKind kind,
      String detail,
      HttpServletRequest request,
      @Nullable List<RefusalView> refusals) {
    return new Problem(
        kind.type(), kind.title(), kind.status(), detail, instance(request), refusals);
  }

  private static URI instance(HttpServletRequest request) {
    return URI.create(request.getRequestURI());
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
