package zhunsheng.server.regulation;

/** An office as others see it. */
public record OfficeView(String id, String name) {}
