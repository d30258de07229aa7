//! Other products' files, by the headers that they have.

use crate::{csv, first};
use Column::{Action, Email, FirstName, Group, Language, LastName, Name, Role};
use rollcall_domain::{
    import::{Column, Layout, NoTable, cells},
    table::Table,
};

const GOOGLE: &str = "\
    First Name [Required],Last Name [Required],Email Address [Required],Password [Required],\
    Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Recovery Email,\
    Home Secondary Email,Work Secondary Email,Recovery Phone [MUST BE IN THE E.164 FORMAT],Work Phone,Home Phone,\
    Mobile Phone,Work Address,Home Address,Employee ID,Employee Type,Employee Title,Manager Email,Department,\
    Cost Center,Building ID,Floor Name,Floor Section,Change Password at Next Sign-In,New Status [UPLOAD ONLY],\
    Advanced Protection Program enrollment";
const GOOGLE_EXPORT: &str = "\
    First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY],Last Sign In [READ ONLY],Email Usage [READ ONLY]";
const ENTRA_INVITE: &str = "\
    Email address to invite [inviteeEmail] Required,Redirection url [inviteRedirectURL] Required,\
    Send invitation message (true or false) [sendEmail],Customized invitation message [customizedMessageBody]";
const ENTRA_CREATE: &str = "\
    Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,\
    Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],\
    Job title [jobTitle],Department [department],Usage location [usageLocation]";
const ENTRA_EXPORT: &str = "\
    userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,\
    usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,\
    alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,\
    directorySynced,invitationState,identityIssuer,createdDateTime";
const OKTA: &str = "\
    login,firstName,lastName,middleName,honorificPrefix,honorificSuffix,email,title,displayName,nickName,profileUrl,\
    secondEmail,mobilePhone,primaryPhone,streetAddress,city,state,zipCode,countryCode,postalAddress,\
    preferredLanguage,locale,timezone,userType,employeeNumber,costCenter,organization,division,department,managerId,\
    manager";
const ATLASSIAN: &str = "User id,User name,email,User status,Added to org,Org role,Last seen in Jira - acme,Group name";

/// The columns that a guess finds, with what stands in the first row below the header.
fn guessed(table: &Table) -> Vec<(Column, String)> {
    let guess = Layout::guess(table);
    let at = table.rows.iter().position(|row| Some(row.number) == guess.header_row).unwrap();
    let row = &table.rows[at + 1];
    let columns = guess.columns.iter().enumerate().filter_map(|(index, column)| Some((index, (*column)?)));
    columns.map(|(index, column)| (column, row.cells.get(index).map_or("", |cell| cell.shown()).to_owned())).collect()
}

fn missing(lines: &[&str]) -> Vec<Column> {
    match Layout::find(&csv(lines), None) {
        Err(NoTable::ColumnsMissing(columns)) => columns,
        other => panic!("{}: {other:?}", lines[0]),
    }
}

fn with(header: &str, more: &str) -> String {
    format!("{header},{more}")
}

#[test]
fn every_product_is_known_by_most_of_its_headers_whatever_their_case() {
    for (product, header) in [
        ("Google Workspace", GOOGLE),
        ("Google Workspace", GOOGLE_EXPORT),
        (
            "Google Workspace",
            "first name,last name,email address,password,org unit path,change password at next sign-in",
        ),
        ("Microsoft Entra", ENTRA_INVITE),
        ("Microsoft Entra", "Email address to invite,Redirection url,Send invitation message"),
        ("Microsoft Entra", ENTRA_CREATE),
        ("Microsoft Entra", "Name,User name,Initial password,Block sign in (Yes/No),First name,Last name,Department"),
        (
            "Microsoft Entra",
            "Anzeigename [displayName] Erforderlich,Benutzername [userPrincipalName] Erforderlich,Kennwort [passwordProfile]",
        ),
        ("Microsoft Entra", ENTRA_EXPORT),
        ("Microsoft Entra", "Member object ID or user principal name [memberObjectIdOrUpn] Required"),
        ("Okta", OKTA),
        ("Okta", "profile.login,profile.email,profile.firstName,profile.lastName,status"),
        ("Okta", "User fullname,Okta username,Primary email,Okta user status"),
        ("Atlassian", ATLASSIAN),
        ("Atlassian", "Name,Atlassian ID,Email,Status,Last active,Claimed,Billable"),
        ("Discourse", "email,groups,topic_id"),
        ("GAM", "group,email,role,action,message"),
        ("GAM", "primaryEmail,name.givenName,name.familyName,name.fullName,orgUnitPath,suspended"),
    ] {
        for header in [header.to_owned(), header.to_uppercase()] {
            let table = csv(&[&header, "somebody"]);
            let mut mapping = Layout::guess(&table);
            (mapping.group, mapping.role) = (Some("Sales".into()), Some("Buyer".into()));
            let layout = Layout::find(&table, Some(&mapping)).unwrap_or_else(|why| panic!("{header}: {why:?}"));
            assert_eq!(layout.product, Some(product), "{header}");
        }
    }
}

#[test]
fn other_tables_are_no_products() {
    for header in [
        "Email,Group,Role",
        "Email [Required],Name,Group [Required],Role [Required],Action,Language",
        "First name,Last name,Email address,Department,Status,Role",
        "Login,First name,Last name,Email,Group,Role",
        "User name,Email,Groups,Role",
    ] {
        let layout = Layout::find(&csv(&[header, "a,b,c,d,e,f"]), None).unwrap();
        assert_eq!(layout.product, None, "{header}");
    }
}

#[test]
fn amazons_template_is_known_by_its_word_for_a_buyer() {
    let ours = csv(&["Email,Group,Role", "ana@example.org,Sales,Buyer"]);
    let amazons =
        csv(&["email,group,role", "ana@example.org,Sales,Administrator", "bob@example.org,Sales,REQUISITIONER"]);
    let of = |table| Layout::find(&table, None).unwrap().product;
    assert_eq!((of(ours), of(amazons)), (None, Some("Amazon Business")));
}

#[test]
fn googles_org_unit_is_the_group_and_only_the_role_is_missing() {
    let row = "Ana,López,ana@example.org,****,,/Sales/EMEA,,,,,,,,,,,,,,boss@example.org,Marketing";
    let lines = [GOOGLE, row];
    assert_eq!(missing(&lines), [Role]);
    assert_eq!(
        guessed(&csv(&lines)),
        [
            (FirstName, "Ana".to_owned()),
            (LastName, "López".to_owned()),
            (Email, "ana@example.org".to_owned()),
            (Group, "/Sales/EMEA".to_owned()),
        ]
    );
    assert_eq!(missing(&[GOOGLE_EXPORT, "Ana,López,ana@example.org,Active"]), [Group, Role]);
    let (header, row) = (with(GOOGLE, "Group,Role"), with(row, ",,,,,,,Finance,Buyer"));
    let table = csv(&[&header, &row]);
    let layout = Layout::find(&table, None).unwrap();
    assert_eq!(first(&layout, &table, [Group, Role]), ["Finance", "Buyer"], "what is called as ours is ours");
    let beside = csv(&["primaryEmail,Mail,name.givenName,name.familyName,Role,orgUnitPath,Team", "a,b,c,d,e,f,g"]);
    let layout = Layout::find(&beside, None).unwrap();
    assert_eq!(
        first(&layout, &beside, [Email, Group]),
        ["a", "f"],
        "and what is not is less than what is the product's"
    );
}

#[test]
fn a_report_of_another_products_file_is_that_file_still() {
    let header = with(GOOGLE_EXPORT, "Group,Role,Result,Problem,How to fix");
    let table = csv(&[&header, "Ana,López,ana@example.org,Active,Never,0,Sales,Buyer,Not done,x,y"]);
    let layout = Layout::find(&table, None).unwrap();
    assert_eq!((layout.product, layout.is_report, layout.headers.len()), (Some("Google Workspace"), true, 8));
    assert_eq!(layout.ignored.len(), 2, "{:?}", layout.ignored);
}

#[test]
fn entras_invitations_have_a_version_above_and_an_example_below() {
    let lines = [
        "version:v1.0",
        ENTRA_INVITE,
        "Example: abc@contoso.com,https://example.org",
        "ana@example.org,https://example.org",
    ];
    assert_eq!(missing(&lines), [Group, Role]);
    let mut mapping = Layout::guess(&csv(&lines));
    (mapping.group, mapping.role) = (Some("Sales".into()), Some("Buyer".into()));
    let table = csv(&lines);
    let layout = Layout::find(&table, Some(&mapping)).unwrap();
    assert_eq!(layout.data_rows(&table).len(), 1, "nobody is invited by an example");
    assert_eq!(first(&layout, &table, [Email, Group, Role]), ["ana@example.org", "Sales", "Buyer"]);
}

#[test]
fn entras_new_users_are_called_by_their_principal_names() {
    let lines =
        ["version:v1.0,,,", ENTRA_CREATE, "Ana López,ana@example.org,secret,No,Ana,López,Buyer of chairs,Sales,DE"];
    assert_eq!(missing(&lines), [Role]);
    assert_eq!(
        guessed(&csv(&lines)),
        [
            (Name, "Ana López".to_owned()),
            (Email, "ana@example.org".to_owned()),
            (FirstName, "Ana".to_owned()),
            (LastName, "López".to_owned()),
            (Group, "Sales".to_owned()),
        ]
    );
}

#[test]
fn entras_users_have_the_address_to_which_mail_goes() {
    let of = |row| guessed(&csv(&[ENTRA_EXPORT, row])).into_iter().find(|(column, _)| *column == Email).unwrap().1;
    assert_eq!(of("ana@acme.onmicrosoft.com,Ana López,López,ana@example.org,Ana,1,Member,,Sales"), "ana@example.org");
    assert_eq!(of("ana@example.org,Ana López,López,,Ana,1,Member,,Sales"), "ana@example.org", "if there is one at all");
}

#[test]
fn oktas_email_comes_before_its_login() {
    let row = "ana.l,Ana,López,,,,ana@example.org,Dr,,,,,,,Calle Mayor 1,Madrid,,,ES,,es,en_US,,,,,Acme,EMEA,Sales";
    assert_eq!(missing(&[OKTA, row]), [Role]);
    assert_eq!(
        guessed(&csv(&[OKTA, row])),
        [
            (FirstName, "Ana".to_owned()),
            (LastName, "López".to_owned()),
            (Email, "ana@example.org".to_owned()),
            (Name, String::new()),
            (Language, "es".to_owned()),
            (Group, "Sales".to_owned()),
        ]
    );
}

#[test]
fn atlassians_users_have_a_name_and_may_have_a_group() {
    let lines = [ATLASSIAN, "712020:97,Ana López,ana@example.org,Active,3 Jan 2024,User,Never accessed,jira-users"];
    assert_eq!(missing(&lines), [Role], "their role in the organisation is none of ours");
    assert_eq!(
        guessed(&csv(&lines)),
        [(Name, "Ana López".to_owned()), (Email, "ana@example.org".to_owned()), (Group, "jira-users".to_owned()),]
    );
}

#[test]
fn discourses_groups_are_several_in_a_cell() {
    let lines = ["email,groups,topic_id", "ana@example.org,sales;marketing,12"];
    assert_eq!(missing(&lines), [Role]);
    assert_eq!(guessed(&csv(&lines))[1], (Group, "sales;marketing".to_owned()));
}

#[test]
fn gams_actions_are_ours_in_its_own_words() {
    let actions = ["Add", "Added", "removed", "Update", "Add Failed"];
    let rows = actions.map(|action| format!("sales,ana@example.org,MEMBER,{action},Success"));
    let lines: Vec<&str> =
        ["group,email,role,action,message"].into_iter().chain(rows.iter().map(String::as_str)).collect();
    let table = csv(&lines);
    let layout = Layout::find(&table, None).unwrap();
    let said = layout.data_rows(&table).iter().map(|row| layout.cell(row, Action).shown());
    assert_eq!(said.clone().collect::<Vec<_>>(), ["Add", "Add", "Remove from group", "Change role", "Add Failed"]);
    assert_eq!(said.filter(|action| cells::Action::parse(action).is_none()).count(), 1);
    let others = csv(&["email,groups,topic_id,action", "ana@example.org,sales,,removed"]);
    let layout = Layout::find(&others, None).unwrap();
    assert_eq!(first(&layout, &others, [Action]), ["removed"], "of another product nobody knows from where");
}
