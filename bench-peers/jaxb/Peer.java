// `Peer FILE OUT` reads and writes the document by the classes that xjc makes of schema.xsd.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.JAXBException;
import javax.xml.bind.Marshaller;
import javax.xml.bind.Unmarshaller;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

import conversions.ApplyOfflineConversionsRequest;

class Peer {
    interface Work {
        void run() throws JAXBException, XMLStreamException;
    }

    /** The time that the processor has worked for this thread: compiling and collecting garbage are left to others. */
    static long used() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The best time of at least 500, and of four seconds: a busy machine compiles late. */
    static long best(int records, Work work) throws JAXBException, XMLStreamException {
        long best = Long.MAX_VALUE, started = used();
        for (int times = 0; times < 500 || used() - started < 4_000_000_000L; times++) {
            long before = used();
            work.run();
            best = Math.min(best, used() - before);
        }
        return best / records;
    }

    public static void main(String[] arguments) throws Exception {
        byte[] data = Files.readAllBytes(Path.of(arguments[0]));
        JAXBContext context = JAXBContext.newInstance(ApplyOfflineConversionsRequest.class);
        Unmarshaller unmarshaller = context.createUnmarshaller();
        Marshaller marshaller = context.createMarshaller();
        XMLInputFactory readers = XMLInputFactory.newInstance();
        var value = (ApplyOfflineConversionsRequest) unmarshaller.unmarshal(new ByteArrayInputStream(data));
        int records = value.getOfflineConversions().getValue().getOfflineConversion().size();
        var written = new ByteArrayOutputStream();
        marshaller.marshal(value, written);
        Files.write(Path.of(arguments[1]), written.toByteArray());
        long read = best(records, () -> unmarshaller.unmarshal(readers.createXMLStreamReader(new ByteArrayInputStream(data))));
        long write = best(records, () -> marshaller.marshal(value, new ByteArrayOutputStream(1 << 20)));
        String version = JAXBContext.class.getPackage().getImplementationVersion();
        System.out.printf("JAXB (Java)\t%s\t%d\t%d\t%s%n", version, read, write, arguments[1]);
    }
}
