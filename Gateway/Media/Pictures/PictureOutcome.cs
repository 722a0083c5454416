using Sokbo.Gateway.Media.Images;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>One of the two.</summary>
internal sealed record PictureOutcome(PictureInfo? Picture, ImageRefusal? Refusal);
