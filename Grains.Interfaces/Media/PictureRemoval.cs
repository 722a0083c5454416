namespace Sokbo.Grains.Interfaces.Media;

/// <summary>What is to be done with the files of a picture that a gateway has on its list of those to delete.</summary>
[GenerateSerializer, Alias("media.PictureRemoval")]
public enum PictureRemoval
{
    /// <summary>Nothing: they are deleted, or the picture was sent again since.</summary>
    None = 0,

    /// <summary>The one who asks deletes them, within <see cref="PictureRemovals.TurnSeconds"/>, and then clears the picture.</summary>
    Yours = 1,

    /// <summary>Somebody else is at it.</summary>
    Taken = 2,
}
