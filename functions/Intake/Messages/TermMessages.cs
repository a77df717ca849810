using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Statuses and values of dimensions that an upload of the catalogue may not remove.</summary>
internal static class TermMessages
{
    public static BilingualText StatusVanished(Measure register, string id, string ja, string en) => new(
        $"登録簿 {register.Id}({register.NameJa})には段階「{ja}」({id})の届出があるため、取り除けません(届け出たものが読めなくなります)。"
            + $"statuses に {id} を戻してください。これから使わないときは、名前を変えて残してください。",
        $"The register {register.Id} ({register.NameEn}) has entries of the status {en} ({id}), which could not be read any more. "
            + $"Put {id} back into statuses; where it is no longer used, keep it under another name.");

    public static BilingualText ValueVanished(Measure measure, Dimension dimension, string id, string ja, string en) => new(
        $"メジャー {measure.Id}({measure.NameJa})には {dimension.NameJa}「{ja}」({id})の数値があるため、取り除けません(提出済みの数値が読めなくなります)。"
            + $"{dimension.Id} の terms に {id} を戻してください。これから使わないときは、words を空にして残してください。",
        $"The measure {measure.Id} ({measure.NameEn}) has figures of {dimension.NameEn} {en} ({id}), which could not be read any more. "
            + $"Put {id} back into the terms of {dimension.Id}; where it is no longer used, keep it without words.");
}
