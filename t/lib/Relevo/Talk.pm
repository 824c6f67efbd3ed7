package Relevo::Talk;

# A conversation with the worker over a web chat account, without nginx: the
# record goes into the stream as nginx would append it (common/record.h), the
# reply is read from the database, with the decision behind it.
#
#   my $talk = Relevo::Talk->new($w, 'shop');
#   my $t = $talk->turn('ana', 'hola');     # text, c, reason, decision
#   $talk->say('ana', 'hola');              # does not wait
# Conversations through the whole path: a customer writes on WhatsApp, and what
# came of it is looked up when the turn is over.
#   my $t = Relevo::Talk->new($w);
#   my $r = $t->say(5215550001 => 'hola');
#   $r->{text}      what we said, parts joined by newlines
#   $r->{state}, {asked_person}, {language}    of the conversation
#   $r->{rule}, {decision}, {think}            why
#   $t->post($number, $text) sends without waiting; $t->result($number) waits

use strict;
use warnings;

use JSON::PP;

use Relevo::Record;
use Relevo::Wait;

my $serial = 0;


sub new {
    my ($class, $w, $account) = @_;

    return bless { w => $w, account => $account,
        partition => partition_of($account, $w->{partitions} // 16) }, $class;
}


# text: characters
sub say {
    my ($self, $visitor, $text) = @_;

    my $id = ++$serial;
    my $payload = JSON::PP->new->utf8->encode({ id => "m$id", text => $text });
    my $request = sprintf '%032x', $id;
    my $head = join '', 'webchat', $self->{account}, $request, $visitor;
    my $record = pack('CCvvvQ<CCCCvv', 1, 1, 0, $self->{partition},
        24 + length $head, time * 1_000_000, length 'webchat',
        length $self->{account}, length $request, 0, length $visitor, 0)
        . $head . $payload;
    $self->{w}->redis->cmd('XADD', "relevo:{$self->{partition}}:in", '*',
        'r', $record);
use Carp qw(croak);
use Relevo::WhatsApp;
    my ($class, $w, %o) = @_;
    return bless { w => $w, said => {}, %o }, $class;
# Any update: $t->post(number, wa_message(...)); a text becomes one.
sub post {
    my ($self, $number, $what, %o) = @_;
    my $update = ref $what ? $what : wa_text($what, from => $number, name => 'Ana',
        defined $self->{account} ? (account => $self->{account}) : (), %o);
    my $r = $self->{w}->webhook($update);
    croak "webhook: $r->{status}" if $r->{status} != 200;
    $self->{said}{$number}++;
    return $self;
}


sub conversation {
    my ($self, $visitor) = @_;

    return $self->{w}->pg->row(q{select c.* from core.conversation c
        join core.identity i on i.contact_id = c.contact_id
        join core.account a on a.id = c.account_id
        where i.value = $1 and a.account = $2}, $visitor, $self->{account});
}


# Says it and waits until the turn is done.
sub turn {
    my ($self, $visitor, $text) = @_;

    my $before = ($self->conversation($visitor) // {})->{done_seq} // 0;
    $self->say($visitor, $text);
    wait_until { (($self->conversation($visitor) // {})->{done_seq} // 0)
        > $before } 20, 'the turn';
    return $self->last($visitor);
}


sub last {
    my ($self, $visitor) = @_;

    my $pg = $self->{w}->pg;
    my $c = $self->conversation($visitor);
    my $t = $pg->row(q{select * from core.turn where conversation_id = $1
        order by to_seq desc limit 1}, $c->{id});
    my @out = $pg->rows(q{select text from core.message
        where conversation_id = $1 and direction = 'out' and seq = $2
        order by ord}, $c->{id}, $c->{done_seq});
    return { text => join('|', map { $_->{text} } @out), c => $c,
             reason => $t->{reason},
             decision => ref $t->{decision} ? $t->{decision}
                         : decode_json($t->{decision} // '{}') };
    my ($self, $number) = @_;
    return $self->{w}->pg->row(q{select c.* from core.conversation c join core.identity i
        on i.tenant_id = c.tenant_id and i.conversation_id = c.id
        where i.kind = 'wa_id' and i.value = $1 limit 1}, $number);
# Of the turn that did the last message posted.
sub result {
    my ($self, $number, $timeout) = @_;
    my $c;
    wait_until { $c = $self->conversation($number);
        $c && $c->{done_seq} >= $self->{said}{$number} } $timeout // 30, "the turn of $number";
    my $turn = $pg->row(q{select * from core.turn where conversation_id = $1
    my @out = $pg->rows(q{select text from core.message where conversation_id = $1
        and direction = 'out' and seq = $2 order by ord}, $c->{id}, $turn->{to_seq});
    my $decision = ref $turn->{decision} ? $turn->{decision}
        : decode_json($turn->{decision} // '{}');
    return { text => join("\n", map { $_->{text} // '' } @out), parts => scalar @out,
        id => $c->{id}, contact => $c->{contact_id}, state => $c->{state},
        asked_person => $c->{asked_person}, language => $c->{language},
        outcome => $turn->{outcome}, reason => $turn->{reason}, decision => $decision,
        rule => $decision->{rule} // '', think => $decision->{think} };
sub say {
    my ($self, $number, $what, %o) = @_;
    return $self->post($number, $what, %o)->result($number);
}

1;
