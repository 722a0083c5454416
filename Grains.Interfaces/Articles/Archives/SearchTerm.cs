namespace Sokbo.Grains.Interfaces.Articles.Archives;

/// <summary>A piece of what somebody looks for, folded.</summary>
/// <param name="Text">Its letters.</param>
/// <param name="Joined">True for Hangul and Chinese letters, which are found inside words; other words are found as a whole.</param>
public sealed record SearchTerm(string Text, bool Joined);
