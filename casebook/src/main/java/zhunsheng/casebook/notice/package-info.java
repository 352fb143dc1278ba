/** Notices to offices, each sent once. */
@NullMarked
package zhunsheng.casebook.notice;

import org.jspecify.annotations.NullMarked;
