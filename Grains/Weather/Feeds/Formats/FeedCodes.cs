namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>Why an answer, a row or a value was not believed. Labels of metrics, and rows in docs/API.md.</summary>
internal static class FeedCodes
{
    /// <summary>Answer: nothing in it.</summary>
    public const string Empty = "empty";

    /// <summary>Answer: larger than any real one.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Answer: a page for people, whatever its status.</summary>
    public const string Html = "html-answer";

    /// <summary>Answer: JSON, which the hub sends for errors only.</summary>
    public const string Json = "json-answer";

    /// <summary>Answer: in no encoding that the source uses.</summary>
    public const string WrongEncoding = "wrong-encoding";

    /// <summary>Answer: without the marks of the format.</summary>
    public const string WrongFormat = "wrong-format";

    /// <summary>Answer: the end is missing, so what stands last may be half a number.</summary>
    public const string Cut = "cut";

    /// <summary>Answer: whole, and without a row.</summary>
    public const string NoRows = "no-rows";

    /// <summary>Row: another number of columns, or not ASCII.</summary>
    public const string Columns = "columns";

    /// <summary>Row: values stand in columns of other values.</summary>
    public const string Slipped = "slipped";

    /// <summary>Row: no such time.</summary>
    public const string Time = "time";

    /// <summary>Row: no station number.</summary>
    public const string Station = "station";

    /// <summary>Row: no code of a zone of warnings.</summary>
    public const string Zone = "zone";

    /// <summary>Row: outside the marks of the format.</summary>
    public const string Outside = "outside";

    /// <summary>Row: another row says something else of the same station and time.</summary>
    public const string Conflicting = "conflicting";

    /// <summary>Row: every value is missing.</summary>
    public const string NoValues = "no-values";

    /// <summary>Value: not a number, or not a word.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Value: beyond what can be.</summary>
    public const string Implausible = "implausible";
}
