package zhunsheng.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;

/** Lets a request through to an endpoint of ours only where {@link AllowedTo} says so. */
final class AccessInterceptor implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || !method.getBeanType().getPackageName().startsWith("zhunsheng.")) {
      return true;
    }
    AllowedTo allowed = method.getMethodAnnotation(AllowedTo.class);
    if (allowed != null && allowed.anyone()) {
      return true;
    }
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof Account account)) {
      throw ProblemException.of(ProblemKind.NOT_SIGNED_IN, "请先登录。");
    }
    if (allowed == null
        || !(allowed.everySignedIn() || Arrays.stream(allowed.value()).anyMatch(account::is))) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "您的角色不能进行这项操作；确有需要的，请联系安全管理员。");
    }
    if (account.mustChange() && !request.getRequestURI().startsWith("/api/session")) {
      throw ProblemException.of(ProblemKind.PASSWORD_CHANGE_REQUIRED, "密码为初始密码或已到期，请先修改密码。");
    }
    return true;
  }
}
