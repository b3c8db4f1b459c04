// `Peer.exe FILE OUT` reads and writes the document by the DataContractSerializer.
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Serialization;

[DataContract(Name = "OfflineConversion", Namespace = Peer.NS)]
public class OfflineConversion {
    [DataMember(EmitDefaultValue = false)] public string ConversionCurrencyCode;
    [DataMember(EmitDefaultValue = false)] public string ConversionName;
    [DataMember(EmitDefaultValue = false)] public DateTime? ConversionTime;
    [DataMember(EmitDefaultValue = false)] public double? ConversionValue;
    [DataMember(EmitDefaultValue = false)] public double? ExternalAttributionCredit;
    [DataMember(EmitDefaultValue = false)] public string ExternalAttributionModel;
    [DataMember(EmitDefaultValue = false)] public string HashedEmailAddress;
    [DataMember(EmitDefaultValue = false)] public string HashedPhoneNumber;
    [DataMember(EmitDefaultValue = false)] public string MicrosoftClickId;
}

[CollectionDataContract(Name = "ArrayOfOfflineConversion", ItemName = "OfflineConversion", Namespace = Peer.NS)]
public class ArrayOfOfflineConversion : List<OfflineConversion> {}

[DataContract(Name = "ApplyOfflineConversionsRequest", Namespace = Peer.NS)]
public class Request {
    [DataMember] public ArrayOfOfflineConversion OfflineConversions;
}

public static class Peer {
    public const string NS = "https://bingads.microsoft.com/CampaignManagement/v13";

    [StructLayout(LayoutKind.Sequential)]
    struct Time {
        public long Seconds, Nanoseconds;
    }

    [DllImport("libc")]
    static extern int clock_gettime(int clock, out Time time);

    // The time that the processor has worked for this thread.
    static long Used() {
        clock_gettime(3, out Time time);
        return time.Seconds * 1000000000 + time.Nanoseconds;
    }

    // The best time of at least three, and of four seconds.
    static long Best(int records, Action work) {
        long best = long.MaxValue, started = Used();
        for (int times = 0; times < 3 || Used() - started < 4000000000; times++) {
            long before = Used();
            work();
            best = Math.Min(best, Used() - before);
        }
        return best / records;
    }

    public static void Main(string[] arguments) {
        var data = File.ReadAllBytes(arguments[0]);
        var serializer = new DataContractSerializer(typeof(Request));
        Func<Request> read = () => (Request)serializer.ReadObject(new MemoryStream(data));
        var value = read();
        Func<byte[]> write = () => {
            var stream = new MemoryStream(1 << 20);
            serializer.WriteObject(stream, value);
            return stream.ToArray();
        };
        File.WriteAllBytes(arguments[1], write());
        int records = value.OfflineConversions.Count;
        long reading = Best(records, () => read());
        long writing = Best(records, () => write());
        var runtime = Type.GetType("Mono.Runtime").GetMethod("GetDisplayName",
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static);
        var version = ((string)runtime.Invoke(null, null)).Split(' ')[0];
        Console.WriteLine($"DataContractSerializer (Mono)\t{version}\t{reading}\t{writing}\t{arguments[1]}");
    }
}
