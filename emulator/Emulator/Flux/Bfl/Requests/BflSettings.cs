using Emulator.Pydantic;

namespace Emulator.Flux.Bfl.Requests;

/// <summary>Checks the fields that steer a model: they are refused where they are wrong, and change nothing in the picture.</summary>
internal static class BflSettings
{
    public static void Read(BflSchema schema, ModelFields fields)
    {
        if (schema is not (BflSchema.Flux2 or BflSchema.Flux2Klein))
        {
            _ = fields.Boolean("prompt_upsampling", isNullable: schema is BflSchema.Flux2Flex);
        }

        switch (schema)
        {
            case BflSchema.Dev:
                Steer(fields, new Bounds(1, 50), new Bounds(1.5m, 5));
                break;
            case BflSchema.Pro:
                Steer(fields, new Bounds(1, 50), new Bounds(1.5m, 5));
                _ = fields.Number("interval", isNullable: true, new Bounds(1, 4));
                break;
            case BflSchema.Flux2Flex:
                Steer(fields, new Bounds(1, 50), new Bounds(1.5m, 10));
                _ = fields.Text("input_image_blob_path", isNullable: true);
                break;
            case BflSchema.Fill or BflSchema.Expand:
                Steer(fields, new Bounds(15, 50), new Bounds(1.5m, 100));
                break;
            case BflSchema.Canny:
                _ = fields.Integer("canny_low_threshold", isNullable: true, new Bounds(0, 500));
                _ = fields.Integer("canny_high_threshold", isNullable: true, new Bounds(0, 500));
                Steer(fields, new Bounds(15, 50), new Bounds(1, 100));
                break;
            case BflSchema.Depth:
                Steer(fields, new Bounds(15, 50), new Bounds(1, 100));
                break;
            case BflSchema.Ultra:
                _ = fields.Boolean("raw");
                _ = fields.Number("image_prompt_strength", isNullable: false, new Bounds(0, 1));
                break;
            default:
                break;
        }
    }

    private static void Steer(ModelFields fields, Bounds steps, Bounds guidance)
    {
        _ = fields.Number("guidance", isNullable: true, guidance);
        _ = fields.Integer("steps", isNullable: true, steps);
    }
}
