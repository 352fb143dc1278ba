/**
 * What is answered when something cannot be done: RFC 9457 problems in Chinese, with the articles
 * behind them.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package zhunsheng.server.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
